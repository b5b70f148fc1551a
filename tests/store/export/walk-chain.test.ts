import Sqlite from 'better-sqlite3'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigError, LedgerBrokenError } from '../../../lib/contract/errors.ts'
import { walkChain } from '../../../lib/store/export/walk-chain.ts'
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { logChunk, organismAdd, pulseEnd } from '../../conformance/event-samples.ts'
import { sqliteHouse } from '../sqlite/sqlite-house.ts'

let house: ReturnType<typeof sqliteHouse>
beforeEach(() => { house = sqliteHouse() })
afterEach(() => house.cleanup())

function tamper(sql: string): void {
  const db = new Sqlite(house.path)
  db.exec(sql)
  db.close()
}

/** More than a slice, and no multiple of it. */
const count = 450
async function filled(): Promise<void> {
  const ledger = house.open('a')
  await ledger.append(organismAdd('ant'), ...Array.from({ length: count - 1 }, (_, number) => pulseEnd('ant', { number, result: [NaN, -0, 'é'] })))
  await ledger.close()
}

test('a chain that holds: how many events, from when to when', async () => {
  await filled()
  const from = house.clock.now()
  const ledger = openLedger({ path: house.path, core: 'b', pid: 1, clock: { ...house.clock, now: () => from + 5000 } })
  await ledger.append(logChunk('ant', 'later'))
  await ledger.close()
  const told: number[] = []
  expect(await walkChain(house.path, (done, all) => told.push(done, all))).toEqual({ events: count + 1, from, to: from + 5000, broken: null })
  expect(told).toEqual([200, count + 1, 400, count + 1, count + 1, count + 1])
})

test('a ledger without an event holds, and one that is not there is none', async () => {
  expect(await walkChain(house.path)).toBeNull()
  writeFileSync(house.path, '')
  expect(await walkChain(house.path)).toBeNull()
  house.open('a')
  expect(await walkChain(house.path)).toEqual({ events: 0, from: null, to: null, broken: null })
})

test.each([
  ['changed data', `update events set data = replace(data, '"number":3,', '"number":4,') where seq = 5`, 5],
  ['data that says the same in other characters', `update events set data = replace(data, '"number":3,', '"number": 3,') where seq = 5`, 5],
  ['a changed time', 'update events set at = at + 1 where seq = 2', 2],
  ['another organism', `update events set organism = 'bee' where seq = 204`, 204],
  ['a changed epoch', 'update events set epoch = 2 where seq = 200', 200],
  ['a missing first event', 'delete from events where seq = 1', 1],
  ['a missing event at the border of a slice', 'delete from events where seq = 201', 201],
  ['missing events in the middle, more than a slice', 'delete from events where seq between 3 and 420', 3],
  ['missing last events', 'delete from events where seq > 440', 441],
  ['all events gone', 'delete from events', 1],
  ['an event put before the first', `insert into events select -1, at, epoch, core, kind, organism, incident, data, hash from events where seq = 1`, 1],
  ['one put in as number zero', `insert into events select 0, at, epoch, core, kind, organism, incident, data, hash from events where seq = 1`, 1],
  ['a swapped pair', 'update events set seq = case seq when 3 then -4 when 4 then -3 end where seq in (3, 4); update events set seq = -seq where seq < 0', 3],
  ['a changed hash', `update events set hash = replace(hash, substr(hash, 1, 1), 'x') where seq = 450`, 450],
])('shows %s, as a reader does', async (_what, sql, seq) => {
  await filled()
  tamper(sql)
  const report = await walkChain(house.path)
  expect(report).toMatchObject({ events: seq - 1, broken: { seq } })
  expect(report?.broken).toEqual(house.readers().verify())
})

test('an event that is written meanwhile is neither damage nor waited for', async () => {
  await filled()
  const ledger = house.open('a')
  const seen: number[] = []
  const report = await walkChain(house.path, (done) => {
    seen.push(done)
    void ledger.append(...Array.from({ length: 300 }, () => logChunk('ant', 'more')))
  })
  expect([report?.events, report?.broken]).toEqual([count, null])
  expect(await walkChain(house.path)).toMatchObject({ broken: null })
})

test('others have their turn every few events', async () => {
  await filled()
  let turns = 0
  let isOver = false
  const others = (async () => {
    for (; !isOver; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  })()
  await walkChain(house.path)
  isOver = true
  await others
  expect(turns).toBeGreaterThanOrEqual(2)
})

const leaves = `select pageno from dbstat where name = 'events' and pagetype = 'leaf' order by path`
const overwrite = (path: string, page: number) => {
  const bytes = readFileSync(path)
  bytes.fill(0xff, (page - 1) * 4096, page * 4096)
  writeFileSync(path, bytes)
}

test.each([['in the middle', (pages: number[]) => pages[pages.length >> 1]], ['at the end', (pages: number[]) => pages.at(-1)]])('a page that is damaged %s: what stands before it can be trusted', async (_where, choose) => {
  await filled()
  const db = new Sqlite(house.path)
  const page = choose(db.prepare<[], number>(leaves).pluck().all())!
  db.close()
  overwrite(house.path, page)
  const report = await walkChain(house.path)
  expect(report?.broken?.what).toMatch(/^the file is damaged: event \d+ cannot be read$/)
  expect(report?.broken?.seq).toBe((report?.events ?? 0) + 1)
  const readable = new Sqlite(house.path, { readonly: true })
  const read = (seq: number) => readable.prepare('select data from events where seq = ?').get(seq)
  expect(read(report?.events ?? 0)).toBeDefined()
  expect(() => read((report?.events ?? 0) + 1)).toThrow('malformed')
  readable.close()
})

test('a file that is no database is refused', async () => {
  writeFileSync(house.path, 'a letter '.repeat(2000))
  await expect(walkChain(house.path)).rejects.toThrow(LedgerBrokenError)
})

test('of a file that is newer or older nothing is said', async () => {
  await filled()
  tamper('pragma user_version = 1')
  expect(await walkChain(house.path)).toBeNull()
  tamper('pragma user_version = 1000')
  await expect(walkChain(house.path)).rejects.toThrow(ConfigError)
})
