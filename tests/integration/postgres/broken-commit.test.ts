import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LedgerUnavailableError, StaleEpochError } from '../../../lib/contract/errors.ts'
import type { Store } from '../../../lib/contract/ports/store.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { event, logChunk, pulseEnd } from '../../conformance/event-samples.ts'
import { describePostgres, startPostgres, type PostgresServer } from '../../fixtures/postgres-server.ts'
import { startCommitProxy, type CommitProxy } from './commit-proxy.ts'
import { claimant, leadNow, postgresPlace, type Place } from './postgres-house.ts'

const everything = { limit: 1_000_000 }

describePostgres('a connection that breaks during a commit', () => {
  let server: PostgresServer
  let place: Place
  let proxy: CommitProxy
  let store: Store
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.remove())
  beforeEach(async () => {
    place = await postgresPlace(server)
    proxy = await startCommitProxy(server.folder)
    store = await place.open('here', { url: server.url(place.database).replace(encodeURIComponent(server.folder), encodeURIComponent(proxy.folder)) })
  })
  afterEach(async () => {
    await place.cleanup()
    await proxy.close()
  })
  const numbers = () => store.readers.events(everything).map((row) => (row.kind === 'pulse-end' ? row.data.number : row.kind))

  describe.each(['before', 'after'] as const)('%s the server had it', (when) => {
    test('writes the events once, and resolves', async () => {
      const ledger = await leadNow(store, 'a')
      await ledger.append(pulseEnd('ant', { number: 0 }))
      for (let number = 1; number < 4; number++) {
        void proxy.breakNext(when)
        const calls = await Promise.all([ledger.append(pulseEnd('ant', { number })), ledger.append(logChunk('ant', 'kept\n'))])
        expect(calls.map((written) => written.length)).toEqual([1, 1])
        expect(store.readers.events({ after: calls[0][0]!.seq - 1, limit: 2 })).toEqual(calls.flat())
      }
      expect(numbers()).toEqual([0, 1, 'log-chunk', 2, 'log-chunk', 3, 'log-chunk'])
      expect(checkHistory(store.readers)).toEqual([])
      expect(await place.verify()).toBeNull()
      await ledger.close()
    })

    test('leaves a beat, a state, a trim and a command as they were asked', async () => {
      const ledger = await leadNow(store, 'a')
      await ledger.append(logChunk('ant', 'old'))
      const command = await store.desk.insert({ kind: 'chaos-stop' }, { author: 'you' })
      const broken = async <T>(run: () => Promise<T>): Promise<T> => {
        void proxy.breakNext(when)
        return run()
      }
      await broken(() => ledger.beat())
      await broken(() => ledger.writeState('ant', { money: 1 }))
      expect((await broken(() => ledger.claim()))?.id).toBe(command.id)
      await broken(() => ledger.finish(command.id, 'done', { message: 'done' }))
      await broken(() => ledger.trim({ beforeMs: 1e15, maxBytes: 0 }))
      expect(ledger.readState('ant')).toEqual({ money: 1 })
      expect(store.readers.attachment(1)).toBeNull()
      expect(store.readers.events(everything).map(({ kind }) => kind)).toEqual(['log-chunk', 'command-claim', 'command-end'])
      expect(checkHistory(store.readers, { acknowledgedCommands: [command.id] })).toEqual([])
      await ledger.close()
      const next = await leadNow(store, 'b')
      expect(next.readState('ant')).toEqual({ money: 1 })
      await next.close()
    })

    test('takes the lead once', async () => {
      void proxy.breakNext(when)
      const ledger = await store.lead({ claimant: claimant('a'), over: 0, events: [event('core-start', { pid: 1, tier: 1, seed: 3, version: '1' })] })
      expect(ledger.epoch).toBe(1)
      expect(numbers()).toEqual(['core-start'])
      expect(await ledger.append(pulseEnd('ant'))).toHaveLength(1)
      expect(checkHistory(store.readers)).toEqual([])
      await ledger.close()
    })

    test('takes a request once', async () => {
      const ledger = await leadNow(store, 'a')
      void proxy.breakNext(when)
      const command = await store.desk.insert({ kind: 'chaos-stop' }, { author: 'you' })
      expect(await store.desk.recent(5)).toEqual([command])
      expect((await ledger.claim())?.id).toBe(command.id)
      await ledger.close()
    })

    test('is looked for until it is known what became of it, while others are refused', async () => {
      const ledger = await leadNow(store, 'a')
      const broken = proxy.breakNext(when, 'shut')
      let isSettled = false
      const doubted = ledger.append(pulseEnd('ant', { number: 1 })).finally(() => (isSettled = true))
      await broken
      for (let tries = 0; tries < 3; tries++) await expect(ledger.append(pulseEnd('ant', { number: 2 }))).rejects.toThrow(LedgerUnavailableError)
      await expect(ledger.beat()).rejects.toThrow(LedgerUnavailableError)
      expect(isSettled).toBe(false)
      proxy.open()
      expect(await doubted).toHaveLength(1)
      await ledger.append(pulseEnd('ant', { number: 3 }))
      expect(numbers()).toEqual([1, 3])
      await ledger.close()
    })

    test('is told as it was, where another core leads by then', async () => {
      const other = await place.open('there')
      const ledger = await leadNow(store, 'a')
      const broken = proxy.breakNext(when, 'shut')
      const doubted = Promise.allSettled([ledger.append(pulseEnd('ant', { number: 1 }))])
      await broken
      const fresh = await leadNow(other, 'b')
      await fresh.append(pulseEnd('bee', { number: 2 }))
      proxy.open()
      const [result] = await doubted
      if (when === 'after') expect(result).toMatchObject({ status: 'fulfilled', value: [{ seq: 1, epoch: 1 }] })
      else expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StaleEpochError) })
      expect(other.readers.events(everything).map(({ epoch }) => epoch)).toEqual(when === 'after' ? [1, 2] : [2])
      expect(await place.verify()).toBeNull()
      await Promise.all([ledger.close(), fresh.close()])
    })

    test('is refused in the end where nobody comes back before it is closed, saying that it is not known', async () => {
      const ledger = await leadNow(store, 'a')
      const broken = proxy.breakNext(when, 'shut')
      const doubted = expect(ledger.append(pulseEnd('ant'))).rejects.toThrow(/it is not known what became of it/)
      await broken
      await ledger.close()
      await doubted
      proxy.open()
    })
  })
})
