import Sqlite from 'better-sqlite3'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LedgerBrokenError, LedgerUnavailableError, RequestInvalidError } from '../../../lib/contract/errors.ts'
import { backUpLedger, type BackupOrder } from '../../../lib/store/export/back-up-ledger.ts'
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { logChunk, organismAdd, pulseEnd } from '../../conformance/event-samples.ts'
import { sqliteHouse } from '../sqlite/sqlite-house.ts'

let house: ReturnType<typeof sqliteHouse>
let folder: string
beforeEach(() => {
  house = sqliteHouse()
  folder = join(dirname(house.path), 'copies')
  mkdirSync(folder)
})
afterEach(() => house.cleanup())

const copy = () => join(folder, 'copy.sqlite')
const backUp = (order: Partial<BackupOrder> = {}) => backUpLedger({ from: house.path, to: copy(), isForced: false, onProgress: () => undefined, stop: new AbortController().signal, ...order })
async function filled(events = 20, times = 100): Promise<void> {
  const ledger = house.open('a')
  await ledger.append(organismAdd('ant'), ...Array.from({ length: events - 2 }, (_, number) => pulseEnd('ant', { number }, 'said\n'.repeat(times))), logChunk('ant', 'the last'))
  house.desk().insert({ kind: 'organism-pause', organism: 'ant' }, { author: 'you' })
}

describe('a copy', () => {
  test('is one file with all that the ledger has, while a core holds it open', async () => {
    await filled()
    const report = await backUp()
    expect(report).toMatchObject({ events: 20, broken: null, from: house.clock.now(), to: house.clock.now() })
    expect(readdirSync(folder)).toEqual(['copy.sqlite'])
    expect(report.bytes).toBe(readFileSync(copy()).length)
    // https://sqlite.org/fileformat.html: 1 where it needs no log beside it.
    expect([...readFileSync(copy()).subarray(18, 20)]).toEqual([1, 1])
    const [source, copied] = [house.readers(), openReaders(copy())]
    const everything = (readers: typeof source) => [readers.events({ limit: 100 }), readers.view(), readers.log({ limit: 1000 }), readers.verify()]
    expect(everything(copied)).toEqual(everything(source))
    copied.close()
  })

  test('put in the place of the ledger goes on where it was', async () => {
    await filled()
    await backUp()
    const ledger = openLedger({ path: copy(), core: 'b', pid: 1, clock: house.clock })
    expect((await ledger.claim())?.request).toEqual({ kind: 'organism-pause', organism: 'ant' })
    expect((await ledger.append(pulseEnd('ant'))).map(({ seq }) => seq)).toEqual([22])
    await ledger.close()
    const readers = openReaders(copy())
    expect(checkHistory(readers, { allowOpen: true })).toEqual([])
    readers.close()
  })

  test('is of one moment, and is done once, though each step meets a commit', async () => {
    await filled(1500, 2000)
    const ledger = openLedger({ path: house.path, core: 'b', pid: 1, clock: house.clock })
    const shares: number[] = []
    let last: Promise<unknown> = Promise.resolve()
    const report = await backUp({
      onProgress: (share) => {
        shares.push(share)
        last = ledger.append(logChunk('ant', 'meanwhile '.repeat(2000)))
      },
    })
    await last
    await ledger.close()
    expect(report.events).toBe(1500)
    // From the beginning to the end, and never back.
    expect(shares.length).toBeGreaterThan(2)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })
})

describe('is refused', () => {
  test('where something is already, unless it may be replaced', async () => {
    await filled()
    writeFileSync(copy(), 'precious')
    await expect(backUp()).rejects.toThrow(RequestInvalidError)
    expect(readFileSync(copy(), 'utf8')).toBe('precious')
    expect((await backUp({ isForced: true })).events).toBe(20)
    expect(readdirSync(folder)).toEqual(['copy.sqlite'])
  })

  test('where somebody else has put something there meanwhile', async () => {
    await filled()
    await expect(backUp({ onProgress: () => writeFileSync(copy(), 'precious') })).rejects.toThrow(RequestInvalidError)
    expect(readFileSync(copy(), 'utf8')).toBe('precious')
    expect(readdirSync(folder)).toEqual(['copy.sqlite'])
  })

  test('over the ledger itself, by whatever name', async () => {
    await filled()
    symlinkSync(house.path, copy())
    for (const to of [house.path, `${house.path}-wal`, `${house.path}-shm`, copy(), `${dirname(house.path)}/./ledger.sqlite`]) {
      await expect(backUp({ to, isForced: true }), to).rejects.toThrow(/is the ledger itself/)
    }
    expect(house.readers().verify()).toBeNull()
  })

  test('into a folder that is not there, onto a folder, of a ledger that is not there', async () => {
    await filled()
    await expect(backUp({ to: join(folder, 'none/copy') })).rejects.toThrow(/there is no folder/)
    await expect(backUp({ to: folder, isForced: true })).rejects.toThrow(/is a folder/)
    await expect(backUp({ from: join(folder, 'none') })).rejects.toThrow(LedgerUnavailableError)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('comes to nothing, and leaves nothing and what was there before', () => {
  const tampered = [
    ['a chain that breaks', `update events set at = at + 1 where seq = 7`, /No backup was made\. The ledger's chain breaks: event 7 /],
    ['events that are gone', `delete from events where seq > 15`, /events 16 to 20 are missing/],
  ] as const
  test.each(tampered)('where the ledger has %s', async (_what, sql, message) => {
    await filled()
    const db = new Sqlite(house.path)
    db.exec(sql)
    db.close()
    writeFileSync(copy(), 'the good one of yesterday')
    const failed = await backUp({ isForced: true }).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(LedgerBrokenError)
    expect(String(failed)).toMatch(message)
    expect([readFileSync(copy(), 'utf8'), readdirSync(folder)]).toEqual(['the good one of yesterday', ['copy.sqlite']])
  })

  test('where a page beside the events is damaged', async () => {
    await filled()
    const db = new Sqlite(house.path)
    db.pragma('wal_checkpoint(truncate)')
    const page = db.prepare(`select rootpage from sqlite_master where name = 'commands_open'`).pluck().get() as number
    db.close()
    const bytes = readFileSync(house.path)
    bytes.fill(0xff, (page - 1) * 4096 + 8, page * 4096)
    writeFileSync(house.path, bytes)
    await expect(backUp()).rejects.toThrow(LedgerBrokenError)
    expect(readdirSync(folder)).toEqual([])
  })

  test('where it is interrupted', async () => {
    await filled()
    const stop = new AbortController()
    const failed = backUp({ stop: stop.signal, onProgress: () => stop.abort() })
    await expect(failed).rejects.toThrow('No backup was made. It was interrupted.')
    expect(readdirSync(folder)).toEqual([])
  })

  test('where the ledger is no database, or an older one', async () => {
    await filled()
    const db = new Sqlite(house.path)
    db.pragma('user_version = 1')
    db.close()
    await expect(backUp()).rejects.toThrow(/older Ouroboros/)
    const letter = join(dirname(house.path), 'letter')
    writeFileSync(letter, 'a letter '.repeat(1000))
    await expect(backUp({ from: letter })).rejects.toThrow(LedgerBrokenError)
    expect(readdirSync(folder)).toEqual([])
    expect(existsSync(copy())).toBe(false)
  })
})
