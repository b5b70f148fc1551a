import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { LeaseTakenError, StaleEpochError } from '../../../lib/contract/errors.ts'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import { systemClock } from '../../../lib/process/clock.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { organismAdd, pulseEnd } from '../../conformance/event-samples.ts'
import { FakeClock } from '../../fixtures/fake-clock.ts'
import { describePostgres, startPostgres, type PostgresServer } from '../../fixtures/postgres-server.ts'
import { startChild } from '../store/child.ts'
import { claimant, leadNow, postgresPlace, type Place } from './postgres-house.ts'

const everything = { limit: 1_000_000 }

describePostgres('the lease in the database', () => {
  let server: PostgresServer
  let place: Place
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.remove())
  beforeEach(async () => {
    place = await postgresPlace(server)
  })
  afterEach(() => place.cleanup())

  /** Waits until so many sessions wait for the lock. */
  async function queueOf(length: number): Promise<void> {
    const sql = `select count(*) as waiting from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'`
    await expect.poll(async () => (await server.ask<{ waiting: number }>(place.database, sql, [place.database]))[0]?.waiting, { timeout: 5_000, interval: 10 }).toBe(length)
  }

  test.each([true, false])('lets nothing of an older core come after a newer one, whoever waits first (the newer one: %s)', async (isNewerFirst) => {
    const [here, there] = [await place.open('here'), await place.open('there')]
    const old = await leadNow(here, 'a')
    await old.append(organismAdd('ant'))
    // Somebody holds the row, and both queue up behind it, in this order.
    const holder = await server.connect(place.database)
    await holder.query('begin')
    await holder.query('select epoch from ouroboros.lease for update')
    const take = () => there.lead({ claimant: claimant('b'), over: 1, events: [pulseEnd('bee')] })
    const write = () => Promise.allSettled([old.append(pulseEnd('ant'))])
    const [lead, written] = isNewerFirst
      ? await (async () => { const lead = take(); await queueOf(1); const written = write(); await queueOf(2); return [lead, written] as const })()
      : await (async () => { const written = write(); await queueOf(1); const lead = take(); await queueOf(2); return [lead, written] as const })()
    await holder.query('commit')
    await holder.end()
    const fresh = await lead
    // Whoever leads has read what came before, at once.
    expect(there.readers.head()).toBe(isNewerFirst ? 2 : 3)
    const [result] = await written
    if (isNewerFirst) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StaleEpochError) })
    else expect(result).toMatchObject({ status: 'fulfilled' })
    const epochs = isNewerFirst ? [1, 2] : [1, 1, 2]
    expect(there.readers.events(everything).map(({ epoch }) => epoch)).toEqual(epochs)
    expect(await place.verify()).toBeNull()
    await Promise.all([old.close(), fresh.close()])
  })

  test('is given with everything that came before, also to one whose follower was away just then', async () => {
    const here = await place.open('here')
    // Time stands still for it: once cut off, it does not come back by itself.
    const there = await place.open('there', { clock: new FakeClock() })
    const old = await leadNow(here, 'a')
    const holder = await server.connect(place.database)
    await holder.query('begin')
    await holder.query('select epoch from ouroboros.lease for update')
    const written = old.append(organismAdd('ant'))
    await queueOf(1)
    const lead = there.lead({ claimant: claimant('b'), over: 1, events: [pulseEnd('bee')] })
    await queueOf(2)
    await server.ask('postgres', `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and state = 'idle'`, [place.database])
    await holder.query('commit')
    await holder.end()
    const fresh = await lead
    expect(there.readers.events(everything).map(({ core }) => core)).toEqual(['a', 'b'])
    await written
    await Promise.all([old.close(), fresh.close()])
  })

  test('holds in a free-for-all: every acknowledged event once, no gap, epochs in order', async () => {
    const stores = await Promise.all(['one', 'two', 'three', 'four'].map((host) => place.open(host)))
    const acknowledged: LedgerEvent[] = []
    let unexpected: unknown = null
    let number = 0
    const blind: string[] = []
    await Promise.all(stores.map(async (store, index) => {
      for (let round = 0; round < 12; round++) {
        try {
          const over = (await store.lease())?.lease.epoch ?? 0
          const ledger = await store.lead({ claimant: claimant(`c${index}`), over, events: [pulseEnd('first', { number: ++number })] })
          // Whoever leads has read everything before, and its own first event.
          if (store.readers.events({ organism: 'first', limit: 1_000 }).at(-1)?.epoch !== ledger.epoch) blind.push(`epoch ${ledger.epoch}`)
          // Until somebody else has taken the lead.
          await Promise.all([0, 1, 2].map(async () => {
            for (let call = 0; call < 25; call++) acknowledged.push(...await ledger.append(pulseEnd('ant', { number: ++number }), pulseEnd('ant', { number: ++number })))
          })).finally(() => ledger.close())
        } catch (error) {
          if (!(error instanceof StaleEpochError) && !(error instanceof LeaseTakenError)) unexpected = error
        }
      }
    }))
    expect(unexpected).toBeNull()
    expect(blind).toEqual([])
    const last = stores[0]
    if (last === undefined) throw new Error('no store')
    const final = await leadNow(last, 'final')
    expect(final.epoch).toBeGreaterThan(5)
    expect(acknowledged.length).toBeGreaterThan(100)
    expect(checkHistory(last.readers, { acknowledgedEvents: acknowledged.map(({ hash }) => hash) })).toEqual([])
    const events = last.readers.events(everything)
    const numbers = events.map((event) => (event.kind === 'pulse-end' ? event.data.number : 0))
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(await place.verify()).toBeNull()
    await final.close()
  })

  test('is taken from a core that hangs inside a transaction; woken, it writes nothing and knows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ouroboros-frozen-'))
    const frozen = startChild('append-to-postgres.ts', [server.url(place.database), join(folder, 'replica.sqlite'), '20'])
    try {
      await frozen.said(1 + 2 * 18)
      const store = await place.open()
      const before = systemClock.mono()
      const ledger = await leadNow(store, 'b')
      // The server takes a lock back that nobody uses; how soon is its setting.
      expect(systemClock.mono() - before).toBeLessThan(15_000)
      expect(await ledger.append(pulseEnd('bee'))).toHaveLength(1)
      process.kill(frozen.pid, 'SIGCONT')
      await frozen.ended
      expect(frozen.lines.filter((line) => !/^[0-9a-f]{64}$/.test(line))).toEqual(['epoch 1', expect.stringMatching(/^(stale|refused LedgerUnavailableError)$/), 'then StaleEpochError'])
      expect(checkHistory(store.readers, { acknowledgedEvents: frozen.lines.filter((line) => line.length === 64) })).toEqual([])
      await ledger.close()
    } finally {
      await frozen.kill()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
