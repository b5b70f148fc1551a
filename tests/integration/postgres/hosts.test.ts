import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { LeaseTakenError, StaleEpochError } from '../../../lib/contract/errors.ts'
import type { Store } from '../../../lib/contract/ports/store.ts'
import { emptyView, reduceView } from '../../../lib/contract/view.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { candidateJudge, genomeAdd, incidentClose, incidentOpen, logChunk, organismAdd, pulseEnd } from '../../conformance/event-samples.ts'
import { FakeClock } from '../../fixtures/fake-clock.ts'
import { describePostgres, startPostgres, type PostgresServer } from '../../fixtures/postgres-server.ts'
import { claimant, leadNow, postgresPlace, type Place } from './postgres-house.ts'

const soon = { timeout: 10_000, interval: 20 }
const everything = { limit: 1_000_000 }

describePostgres('two hosts, one ledger', () => {
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

  /** Everything that a page could ask. */
  const told = ({ readers }: Store) => ({
    events: readers.events(everything), view: readers.view(), incidents: readers.incidents({ limit: 9 }), genomes: readers.genomes({ limit: 9 }), pulses: readers.pulses({ organism: 'ant', limit: 9 }),
    log: readers.log({ limit: 1000 }), cores: readers.cores().map(({ role: _role, ...core }) => core), heartbeats: readers.heartbeats({ limit: 100 }), broken: readers.verify(),
  })

  test('read the same, whoever wrote it and in whatever order it came', async () => {
    const [here, there] = [await place.open('here'), await place.open('there')]
    const ledger = await leadNow(here, 'a')
    await ledger.append(organismAdd('ant'), genomeAdd('ant', 1), incidentOpen('ant', 'i1'), candidateJudge('ant', 'i1'))
    await ledger.beat([{ core: 'b', host: 'there', pid: 2, startedAt: 3, heardAt: 4, lagMs: 0.5 }])
    for (let number = 0; number < 40; number++) await ledger.append(pulseEnd('ant', { number }), logChunk('ant', `line ${number}\n`))
    await ledger.append(incidentClose('ant', 'i1'))
    await expect.poll(() => told(there), soon).toEqual(told(here))
    expect(there.readers.events(everything).reduce(reduceView, emptyView)).toEqual(there.readers.view())
    expect(there.readers.cores().map(({ id }) => id)).toEqual(['a', 'b'])
    await ledger.trim({ beforeMs: 0, maxBytes: 100 })
    await ledger.append(pulseEnd('bee'))
    expect(here.readers.log({ limit: 1000 }).lines.length).toBeLessThan(20)
    await expect.poll(() => told(there), soon).toEqual(told(here))
    // Who comes late fetches what is there, in many pages.
    await ledger.append(...Array.from({ length: 2600 }, (_, number) => pulseEnd('bee', { number })))
    const late = await place.open('elsewhere')
    await expect.poll(() => told(late), soon).toEqual(told(here))
    await ledger.close()
  })

  test('hear of a write by notice alone, and by asking alone', async () => {
    const ledger = await leadNow(await place.open('here'), 'a')
    // Time stands still for it: it never asks by itself.
    const listening = await place.open('there', { clock: new FakeClock() })
    const asking = await place.open('elsewhere')
    await ledger.append(pulseEnd('ant'))
    await expect.poll(() => listening.readers.head(), { timeout: 2_000, interval: 5 }).toBe(1)
    // Nobody tells of this one.
    await server.ask(place.database, `insert into ouroboros.commands (place, id, kind, state, author, created_at, request, change) values (1, 'x', 'chaos-stop', 'queued', 'you', 1, '{}', 1)`)
    const before = asking.readers.changes()
    await expect.poll(() => asking.readers.changes(), soon).not.toBe(before)
    await ledger.close()
  })

  test('pass the lead on: who takes it has read everything by then, and who had it writes nothing more', async () => {
    const [here, there] = [await place.open('here'), await place.open('there')]
    const old = await leadNow(here, 'a')
    await old.append(organismAdd('ant'), ...Array.from({ length: 1200 }, (_, number) => pulseEnd('ant', { number })))
    await old.writeState('ant', { money: 3 })
    const claimed = await here.desk.insert({ kind: 'chaos-stop' }, { author: 'you' })
    await old.claim()
    await expect(there.lead({ claimant: claimant('b'), over: 0, events: [] })).rejects.toThrow(LeaseTakenError)
    const fresh = await there.lead({ claimant: { ...claimant('b'), host: 'there' }, over: 1, events: [pulseEnd('bee')] })
    expect(there.readers.head()).toBe(1203)
    expect(told(there).events).toEqual([...told(here).events.slice(0, 1202), expect.objectContaining({ seq: 1203, core: 'b', epoch: 2 })])
    expect(fresh.readState('ant')).toEqual({ money: 3 })
    expect((await fresh.claim())?.id).toBe(claimed.id)
    await fresh.finish(claimed.id, 'done', { message: 'done' })
    for (const write of [old.append(pulseEnd('ant')), old.beat(), old.writeState('ant', 1), old.trim({ beforeMs: 1e15, maxBytes: 0 }), old.finish(claimed.id, 'done', { message: 'twice' })]) {
      await expect(write).rejects.toThrow(StaleEpochError)
    }
    expect((await here.lease())?.lease).toMatchObject({ core: 'b', host: 'there', epoch: 2 })
    await expect.poll(() => told(here), soon).toEqual(told(there))
    expect(checkHistory(here.readers, { acknowledgedCommands: [claimed.id] })).toEqual([])
    expect(await place.verify()).toBeNull()
    await Promise.all([old.close(), fresh.close()])
  })

  test('of one host fill its replica at once, and none of them writes what another has', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => place.open('there')))
    const ledger = await leadNow(await place.open('here'), 'a')
    for (let call = 0; call < 60; call++) await ledger.append(pulseEnd('ant', { number: call }), logChunk('ant', `${call}`))
    for (const store of stores) await expect.poll(() => store.readers.head(), soon).toBe(120)
    for (const store of stores) expect(checkHistory(store.readers)).toEqual([])
    expect(place.log.lines.filter((line) => !line.startsWith('info'))).toEqual([])
    await ledger.close()
  })
})
