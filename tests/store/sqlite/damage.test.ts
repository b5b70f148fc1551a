import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError, LedgerBrokenError, LedgerUnavailableError } from '../../../lib/contract/errors.ts'
import { assertDurable, connectWriter } from '../../../lib/store/sqlite/connect.ts'
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { rebuildProjections } from '../../../lib/store/sqlite/projections/projections.ts'
import { anyHistory } from '../../conformance/arbitrary-history.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { incidentOpen, logChunk, organismAdd, pulseEnd } from '../../conformance/event-samples.ts'
import { sqliteHouse } from './sqlite-house.ts'

let house: ReturnType<typeof sqliteHouse>
beforeEach(() => {
  house = sqliteHouse()
})
afterEach(() => house.cleanup())

/** Changes the file as somebody from outside would. */
function tamper<T>(change: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(house.path)
  try {
    return change(db)
  } finally {
    db.close()
  }
}

async function filled(): Promise<void> {
  const ledger = house.open('a')
  await ledger.append(organismAdd('ant'), ...Array.from({ length: 8 }, (_, number) => pulseEnd('ant', { number })), incidentOpen('ant', 'i1'))
  await ledger.close()
}

describe('the hash chain', () => {
  test.each([
    ['changed data', `update events set data = replace(data, '"number":3', '"number":4') where seq = 5`, 5],
    ['a changed time', 'update events set at = at + 1 where seq = 2', 2],
    ['another organism', `update events set organism = 'bee' where seq = 4`, 4],
    ['an incident taken off', 'update events set incident = null where seq = 10', 10],
    ['a changed kind', `update events set kind = 'log-chunk' where seq = 1`, 1],
    ['a changed epoch', 'update events set epoch = 2 where seq = 6', 6],
    ['another core', `update events set core = 'b' where seq = 6`, 6],
    ['a missing first event', 'delete from events where seq = 1', 1],
    ['a missing event', 'delete from events where seq = 5', 5],
    ['missing last events', 'delete from events where seq > 8', 9],
    ['a swapped pair', 'update events set seq = case seq when 3 then -4 when 4 then -3 end where seq in (3, 4); update events set seq = -seq where seq < 0', 3],
    ['a changed hash', `update events set hash = replace(hash, substr(hash, 1, 1), 'x') where seq = 10`, 10],
  ])('shows %s', async (_what, sql, seq) => {
    await filled()
    expect(house.readers().verify()).toBeNull()
    tamper((db) => db.exec(sql))
    expect(house.readers().verify()).toMatchObject({ seq })
    expect(checkHistory(house.readers(), { allowOpen: true })).not.toEqual([])
  })

  test('of a ledger that has lost its end keeps a core from going on', async () => {
    await filled()
    tamper((db) => db.exec('delete from events where seq > 8'))
    expect(() => house.open('a')).toThrow(LedgerBrokenError)
  })
})

describe('projections', () => {
  const tables = ['incidents', 'attempts', 'genomes', 'projections', 'view_snapshot']
  const dump = () => tamper((db) => tables.map((table) => db.prepare(`select * from ${table}`).all()))

  test('are the same when they are made anew from the events', async () => {
    await fc.assert(fc.asyncProperty(anyHistory, async (history) => {
      const ledger = house.open('a')
      await ledger.append(...history)
      await ledger.close()
      const kept = dump()
      tamper(rebuildProjections)
      expect(dump()).toEqual(kept)
    }), { numRuns: 10 })
  })

  test('of an older making are made anew when a core opens', async () => {
    await filled()
    const kept = dump()
    tamper((db) => db.exec(`update projections set version = 0; delete from incidents; update view_snapshot set view = '{"seq":10,"organisms":{}}'`))
    const view = house.readers().view()
    expect(Object.keys(view.organisms)).toEqual(['ant'])
    house.open('a')
    expect(dump()).toEqual(kept)
    expect(house.readers().view()).toEqual(view)
  })
})

describe('the file', () => {
  test('of a newer version is refused by everybody, and left as it is', async () => {
    await filled()
    const version = tamper((db) => {
      const now = Number(db.pragma('user_version', { simple: true }))
      db.pragma(`user_version = ${now + 1}`)
      return now
    })
    expect(() => house.open('a')).toThrow(ConfigError)
    expect(() => house.open('a')).toThrow(new RegExp(`newer Ouroboros.*version ${version + 1}.*knows ${version}`))
    expect(() => house.readers().head()).toThrow(ConfigError)
    expect(() => house.desk().insert({ kind: 'chaos-stop' }, { author: 'you' })).toThrow(ConfigError)
    tamper((db) => db.pragma(`user_version = ${version}`))
    expect(house.open('a').epoch).toBe(2)
  })

  test('that is no database is named as damaged', () => {
    writeFileSync(house.path, 'this is a letter, not a ledger. '.repeat(200))
    expect(() => house.open('a')).toThrow(LedgerBrokenError)
    expect(() => house.readers().head()).toThrow(LedgerBrokenError)
  })

  test('is not made by those who read or ask', () => {
    house.readers().view()
    house.desk().recent(1)
    expect(() => statSync(house.path)).toThrow(/ENOENT/)
  })

  test('that has no tables yet is as good as none', () => {
    writeFileSync(house.path, '')
    expect(house.readers().head()).toBe(0)
    expect(() => house.desk().insert({ kind: 'chaos-stop' }, { author: 'you' })).toThrow(LedgerUnavailableError)
  })

  test('cannot be where a file is in the way of its folder', () => {
    writeFileSync(house.path, '')
    const open = () => openLedger({ path: join(house.path, 'ledger.sqlite'), core: 'a', pid: 1, clock: house.clock })
    expect(open).toThrow(LedgerUnavailableError)
  })
})

describe('a transaction that fails half way', () => {
  test.each(['events', 'attachments'])('in %s leaves nothing, tells everybody in it, and the next one goes on', async (table) => {
    const ledger = house.open('a')
    await ledger.append(organismAdd('ant'))
    tamper((db) => db.exec(`create trigger fail before insert on ${table} when new.organism = 'poison' begin select raise(abort, 'no room'); end`))
    const refused = await Promise.allSettled([
      ledger.append(pulseEnd('ant'), logChunk('ant', 'lost')), ledger.append(pulseEnd('ant'), logChunk('poison', 'lost'), pulseEnd('ant')), ledger.writeState('ant', 'lost'),
    ])
    for (const result of refused) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(LedgerUnavailableError) })
    tamper((db) => db.exec('drop trigger fail'))
    expect((await ledger.append(logChunk('ant', 'kept'))).map(({ seq }) => seq)).toEqual([2])
    expect(ledger.readState('ant')).toBeUndefined()
    expect(house.readers().log({ limit: 10 }).lines.map(({ text }) => text)).toEqual(['kept'])
    expect(checkHistory(house.readers())).toEqual([])
  })
})

describe('durability', () => {
  test('is FULL after the first write, and asked for', () => {
    const db = connectWriter(house.path, { busyTimeoutMs: 1, mustExist: false })
    db.exec('create table x (y)')
    expect([db.pragma('synchronous', { simple: true }), db.pragma('journal_mode', { simple: true })]).toEqual([2, 'wal'])
    expect(() => assertDurable(db)).not.toThrow()
    db.pragma('synchronous = NORMAL')
    expect(() => assertDurable(db)).toThrow(LedgerUnavailableError)
    db.close()
  })
})
