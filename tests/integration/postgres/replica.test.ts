import Sqlite from 'better-sqlite3'
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError, LedgerBrokenError, LedgerUnavailableError } from '../../../lib/contract/errors.ts'
import type { Ledger } from '../../../lib/contract/ports/ledger.ts'
import type { Store } from '../../../lib/contract/ports/store.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { genomeAdd, logChunk, organismAdd, pulseEnd } from '../../conformance/event-samples.ts'
import { describePostgres, startPostgres, type PostgresServer } from '../../fixtures/postgres-server.ts'
import { claimant, leadNow, postgresPlace, type Place } from './postgres-house.ts'

const soon = { timeout: 15_000, interval: 20 }
const everything = { limit: 1_000_000 }

describePostgres('a replica', () => {
  let server: PostgresServer
  let place: Place
  let home: Store
  let ledger: Ledger
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.remove())
  beforeEach(async () => {
    place = await postgresPlace(server)
    home = await place.open('here')
    ledger = await leadNow(home, 'a')
    await ledger.append(organismAdd('ant'), genomeAdd('ant', 1), ...Array.from({ length: 1500 }, (_, number) => pulseEnd('ant', { number })), logChunk('ant', 'said\n'))
  })
  afterEach(async () => {
    await ledger.close()
    await place.cleanup()
  })
  const file = (host = 'there'): string => realpathSync(place.replicaPath(host))
  /** A store of another host that has read everything, and is closed again. */
  async function filled(): Promise<void> {
    const store = await place.open('there')
    await expect.poll(() => store.readers.head(), soon).toBe(1503)
    await store.close()
  }
  const spoken = (words: string) => place.log.lines.filter((line) => line.includes(words))
  const isWhole = async (store: Store, head = 1503): Promise<void> => {
    await expect.poll(() => store.readers.head(), soon).toBe(head)
    expect(checkHistory(store.readers)).toEqual([])
    expect(store.readers.view().organisms.ant?.genomes).toHaveLength(1)
    expect(store.readers.attachment(1503)).toBe('said\n')
  }

  describe('on disk', () => {
    test.each<[string, (path: string) => void]>([
      ['deleted', (path) => rmSync(path)],
      ['replaced by a letter', (path) => writeFileSync(path, 'this is a letter, not a ledger. '.repeat(500))],
      ['overwritten behind its head', (path) => writeFileSync(path, Buffer.concat([readFileSync(path).subarray(0, 4096), Buffer.alloc(statSync(path).size - 4096, 0xa5)]))],
      ['cut short', (path) => truncateSync(path, 40_960)],
      ['emptied', (path) => truncateSync(path, 0)],
    ])('%s while nobody looked is made anew', async (_how, spoil) => {
      await filled()
      spoil(file())
      const store = await place.open('there')
      // Whoever leads has it whole, whether it was read before or not.
      const fresh = await leadNow(store, 'b')
      expect(store.readers.head()).toBe(1503)
      await isWhole(store)
      await fresh.close()
      expect(readdirSync(dirname(place.replicaPath('there'))).filter((name) => /sqlite(\.\w+)?$/.test(name))).toHaveLength(2)
    })

    test('deleted under a running process is made anew, and nothing that it writes is missing in it', async () => {
      const store = await place.open('there')
      await isWhole(store)
      const fresh = await store.lead({ claimant: claimant('b'), over: 1, events: [] })
      const spoil = (what: string) => {
        const folder = dirname(place.replicaPath('there'))
        for (const name of readdirSync(folder)) if (what === 'all' || name === 'replica.sqlite') rmSync(join(folder, name), { force: true })
      }
      for (let beat = 1; beat < 4; beat++) {
        await fresh.beat([{ core: `c${beat}`, host: 'far', pid: beat, startedAt: 1, heardAt: Date.now(), lagMs: 0 }])
        spoil('link')
        await fresh.beat()
        expect(store.readers.cores().map(({ id }) => id)).toEqual(['b', 'a', 'c1', 'c2', 'c3'].slice(0, 2 + beat))
        expect(store.readers.heartbeats({ core: `c${beat}`, limit: 9 })).toHaveLength(1)
      }
      for (const what of ['link', 'all']) {
        spoil(what)
        const [event] = await fresh.append(pulseEnd('ant'))
        expect(store.readers.events({ after: (event?.seq ?? 0) - 1, limit: 5 })).toEqual([event])
        await isWhole(store, event?.seq)
        expect(existsSync(place.replicaPath('there'))).toBe(true)
        const later = await place.open('there')
        expect(later.readers.head()).toBe(event?.seq)
        await later.close()
      }
      await fresh.close()
    })

    test('damaged under a running process is noticed by who reads it, told to ask again, and made anew', async () => {
      const store = await place.open('there')
      await isWhole(store)
      await store.close()
      const again = await place.open('there')
      // Behind what is in memory, and before anything of it has been read.
      writeFileSync(file(), Buffer.concat([readFileSync(file()).subarray(0, 4096), Buffer.alloc(statSync(file()).size - 4096, 0xa5)]))
      const ask = () => { try { return again.readers.events(everything).length } catch (error) { return error } }
      const first = ask()
      if (typeof first !== 'number') expect(first).toBeInstanceOf(LedgerUnavailableError)
      await expect.poll(ask, soon).toBe(1503)
      await isWhole(again)
      expect(spoken('made anew').length).toBeGreaterThan(0)
    })

    test('changed by somebody is shown by its chain, and made anew', async () => {
      const store = await place.open('there')
      await isWhole(store)
      const db = new Sqlite(file())
      db.exec(`update events set data = replace(data, '"number":7', '"number":8') where seq = 10`)
      db.close()
      expect(store.readers.verify()).toMatchObject({ seq: 10 })
      expect(await place.verify()).toBeNull()
      await expect.poll(() => store.readers.verify(), soon).toBeNull()
      await isWhole(store)
    })

    test('that is held by somebody keeps nothing out of the ledger, and has it later', async () => {
      const store = await place.open('here')
      const db = new Sqlite(file('here'))
      db.exec('begin immediate')
      const [event] = await ledger.append(pulseEnd('bee'))
      expect(event?.seq).toBe(1504)
      expect(store.readers.head()).toBe(1503)
      expect(spoken('not yet in the replica')).toHaveLength(1)
      db.exec('rollback')
      db.close()
      await expect.poll(() => store.readers.head(), soon).toBe(1504)
    })

    test('of a newer version is left alone', async () => {
      await filled()
      const db = new Sqlite(file())
      db.pragma('user_version = 999')
      db.close()
      const before = file()
      const store = await place.open('there')
      expect(() => store.readers.head()).toThrow(ConfigError)
      await expect(leadNow(store, 'b')).rejects.toThrow(ConfigError)
      expect(file()).toBe(before)
    })
  })

  describe('of another ledger', () => {
    test('is thrown away, and nothing of it is read any more', async () => {
      await filled()
      const other = await server.create()
      const [left, right] = [await place.open('far', { url: server.url(other) }), await place.open('there', { url: server.url(other) })]
      expect([right.readers.head(), right.readers.view().organisms]).toEqual([0, {}])
      const foreign = await leadNow(left, 'x')
      await foreign.append(pulseEnd('bee', { number: 77 }))
      await expect.poll(() => right.readers.head(), soon).toBe(1)
      expect(checkHistory(right.readers)).toEqual([])
      expect(spoken('it is the copy of another ledger')).toHaveLength(1)
      await foreign.close()
      await Promise.all([left.close(), right.close()])
      await server.drop(other)
    })

    test.each([
      ['an older one, restored', 0, /it is ahead of the ledger/],
      ['an older one, restored, that has gone on as far', 3, /event 1506 is another one there/],
      ['an older one, restored, that has gone on further', 9, /event 1506 is another one there/],
    ])('that is %s, is noticed and thrown away', async (_what, further, why) => {
      // The backup is a copy of the database while nobody is in it.
      await ledger.close()
      await home.close()
      await expect.poll(() => server.ask('postgres', `create database backup${further} template ${place.database}`).then(() => '', String), soon).toBe('')
      const backup = server.url(`backup${further}`)

      const store = await place.open('there')
      const later = await leadNow(store, 'a')
      await later.append(pulseEnd('ant'), pulseEnd('ant'), pulseEnd('ant'))
      expect(store.readers.head()).toBe(1506)
      await later.close()
      await store.close()

      const elsewhere = await place.open('far', { url: backup })
      const gone = await elsewhere.lead({ claimant: claimant('c'), over: 1, events: [] })
      for (let number = 0; number < further; number++) await gone.append(pulseEnd('bee', { number: 100 + number }))
      for (let beat = 0; beat < 3; beat++) await gone.beat()
      const restored = await place.open('there', { url: backup })
      await isWhole(restored, 1503 + further)
      expect(restored.readers.events(everything)).toEqual(elsewhere.readers.events(everything))
      expect(spoken('made anew').filter((line) => why.test(line))).toHaveLength(1)
      await gone.close()
      await Promise.all([elsewhere.close(), restored.close()])
      await server.drop(`backup${further}`)
    })

    test('whose tables somebody has removed begins anew, and the core that led it stops', async () => {
      const store = await place.open('there')
      await isWhole(store)
      await server.ask(place.database, 'drop schema ouroboros cascade')
      await expect.poll(async () => ledger.append(pulseEnd('ant')).then(() => 'written', (error: Error) => error.name), soon).toBe('StaleEpochError')
      await expect.poll(() => store.readers.head(), soon).toBe(0)
      const fresh = await leadNow(store, 'b')
      await fresh.append(pulseEnd('bee'))
      expect(store.readers.events(everything).map(({ seq, epoch }) => [seq, epoch])).toEqual([[1, 1]])
      await fresh.close()
    })
  })

  describe('of a ledger whose chain does not hold', () => {
    test.each([
      ['changed data', `update ouroboros.events set data = replace(data, '"number":7', '"number":8') where seq = 10`, 10],
      ['a changed time', 'update ouroboros.events set at = at + 1 where seq = 2', 2],
      ['another core', `update ouroboros.events set core = 'b' where seq = 600`, 600],
      ['a changed hash', `update ouroboros.events set hash = replace(hash, substr(hash, 1, 1), 'x') where seq = 1503`, 1503],
      ['a missing first event', 'delete from ouroboros.events where seq = 1', 1],
      ['a missing event', 'delete from ouroboros.events where seq = 777', 777],
      ['missing last events', 'delete from ouroboros.events where seq > 1400', 1401],
      ['a swapped pair', 'update ouroboros.events set seq = case seq when 30 then -31 else -30 end where seq in (30, 31); update ouroboros.events set seq = -seq where seq < 0', 30],
    ])('takes over nothing behind %s, and lets nobody lead', async (_what, sql, seq) => {
      expect(await place.verify()).toBeNull()
      await server.ask(place.database, sql)
      const store = await place.open('there')
      await expect(leadNow(store, 'b')).rejects.toThrow(LedgerBrokenError)
      expect(store.readers.head()).toBeLessThan(seq)
      expect(store.readers.verify()).toBeNull()
      expect(await place.verify()).toMatchObject({ seq })
      expect(spoken(`hash chain does not hold: event ${seq} `).length).toBeGreaterThan(0)
      expect((await store.lease())?.lease.core).toBe('a')
    })

    test('that has lost its end lets nobody lead who has read the end, either', async () => {
      await server.ask(place.database, 'delete from ouroboros.events where seq > 1400')
      const store = await place.open('here')
      await expect(leadNow(store, 'b')).rejects.toThrow(/ends at event 1400, and has had 1503/)
    })
  })

  test('drops the file of an older one; one that lost its link, when it is old', async () => {
    await filled()
    const folder = dirname(place.replicaPath('there'))
    const orphan = file()
    rmSync(place.replicaPath('there'))
    await filled()
    expect(readdirSync(folder).sort()).toEqual(['replica.sqlite', basename(file()), basename(orphan)].sort())
    utimesSync(orphan, 1, 1)
    rmSync(file())
    await filled()
    expect(readdirSync(folder).sort()).toEqual(['replica.sqlite', basename(file())])
  })
})
