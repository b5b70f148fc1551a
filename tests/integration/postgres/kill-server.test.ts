import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { LedgerUnavailableError } from '../../../lib/contract/errors.ts'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { logChunk, pulseEnd } from '../../conformance/event-samples.ts'
import { describePostgres, startPostgres, type PostgresServer } from '../../fixtures/postgres-server.ts'
import { claimant, postgresPlace, type Place } from './postgres-house.ts'

const soon = { timeout: 20_000, interval: 20 }
const everything = { limit: 1_000_000 }
const later = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

describePostgres('a server that dies', () => {
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

  const numbersOf = (events: readonly LedgerEvent[]): number[] => events.flatMap((event) => (event.kind === 'pulse-end' ? [event.data.number] : []))

  /** Callers that write as fast as they are answered, until told to stop. */
  function write(append: (number: number) => Promise<LedgerEvent[]>) {
    const acknowledged: LedgerEvent[] = []
    const refused: { number: number; error: unknown }[] = []
    let isBusy = true
    let last = 0
    const callers = Array.from({ length: 6 }, async () => {
      while (isBusy) {
        const number = ++last
        try {
          acknowledged.push(...await append(number))
        } catch (error) {
          refused.push({ number, error })
          await later(5)
        }
      }
    })
    return {
      acknowledged, refused,
      stop: async () => {
        isBusy = false
        await Promise.all(callers)
        return last
      },
    }
  }

  test('again and again while events are written has lost none that was acknowledged, and made none twice, whoever was refused', async () => {
    const store = await place.open()
    const ledger = await store.lead({ claimant: claimant('a'), over: 0, events: [] })
    const work = write((number) => ledger.append(pulseEnd('ant', { number }), logChunk('ant', `${number}`)))
    for (const ms of [150, 40, 90, 10]) {
      const before = work.acknowledged.length
      await expect.poll(() => work.acknowledged.length, soon).toBeGreaterThan(before)
      await later(ms)
      await server.kill()
      await server.start()
    }
    const before = work.acknowledged.length
    await expect.poll(() => work.acknowledged.length, soon).toBeGreaterThan(before)
    const last = await work.stop()

    for (const { error } of work.refused) expect(error).toBeInstanceOf(LedgerUnavailableError)
    expect(work.refused.length).toBeGreaterThan(0)
    const numbers = numbersOf(store.readers.events(everything))
    // What was refused is not there, what was acknowledged is, and nothing is there twice.
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbersOf(work.acknowledged).toSorted((a, b) => a - b))
    expect(numbers.length + work.refused.length).toBe(last)
    expect(checkHistory(store.readers, { acknowledgedEvents: work.acknowledged.map(({ hash }) => hash) })).toEqual([])
    expect(await place.verify()).toBeNull()
    await ledger.close()
  })

  test('refuses nobody who has patience: what was to be written waits, in order, and is written once', async () => {
    const told: (string | null)[] = []
    const [store, other] = [await place.open('here'), await place.open('there')]
    const ledger = await store.lead({ claimant: claimant('a'), over: 0, events: [], patience: { onTrouble: (why) => told.push(why) } })
    const work = write((number) => ledger.append(pulseEnd('ant', { number })))
    for (const ms of [80, 20]) {
      await later(ms)
      await server.kill()
      await later(300)
      await server.start()
    }
    const before = work.acknowledged.length
    await expect.poll(() => work.acknowledged.length, soon).toBeGreaterThan(before + 50)
    const last = await work.stop()
    expect(work.refused).toEqual([])
    expect(numbersOf(store.readers.events(everything))).toEqual(Array.from({ length: last }, (_, index) => index + 1))
    expect(checkHistory(store.readers, { acknowledgedEvents: work.acknowledged.map(({ hash }) => hash) })).toEqual([])
    // Told once a reason, and when it was over.
    expect(told.length).toBeGreaterThan(1)
    expect(told.at(-1)).toBeNull()
    for (const [index, why] of told.entries()) expect(why).not.toBe(told[index - 1])
    // The other host has found its way back by itself.
    await expect.poll(() => other.readers.head(), soon).toBe(last)
    expect(place.log.lines.some((line) => line.includes('the ledger cannot be followed'))).toBe(true)
    await expect.poll(() => place.log.lines.at(-1), soon).toMatch(/^info the ledger is followed again/)
    await ledger.close()
  })

  test('and is not there leaves readers what they have, and everybody else a clear refusal', async () => {
    const store = await place.open()
    const ledger = await store.lead({ claimant: claimant('a'), over: 0, events: [pulseEnd('ant')] })
    await server.stop()
    try {
      expect(store.readers.head()).toBe(1)
      for (const ask of [() => ledger.append(pulseEnd('ant')), () => ledger.beat(), () => ledger.claim(), () => store.lease(), () => place.verify(), () => store.desk.recent(1), () => store.desk.insert({ kind: 'chaos-stop' }, { author: 'you' }), () => store.lead({ claimant: claimant('b'), over: 1, events: [] })]) {
        await expect(ask()).rejects.toThrow(LedgerUnavailableError)
        await expect(ask()).rejects.toThrow(/cannot be used now: (nothing answers|the database is shutting down|the connection to the database failed)/)
      }
      // A process that starts now reads what its host has.
      const late = await place.open()
      expect(late.readers.head()).toBe(1)
    } finally {
      await server.start()
    }
    expect(await ledger.append(pulseEnd('ant'))).toHaveLength(1)
    expect(checkHistory(store.readers)).toEqual([])
    await ledger.close()
  })
})
