import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LeaseTakenError, RequestInvalidError, StaleEpochError } from '../../lib/contract/errors.ts'
import type { Ledger } from '../../lib/contract/ports/ledger.ts'
import type { Claimant, Store } from '../../lib/contract/ports/store.ts'
import { checkHistory } from './check-history.ts'
import { event, pulseEnd } from './event-samples.ts'

/** One place where a ledger can be, and the processes that use it. */
export interface StoreHouse {
  /** As a process of its own would. */
  open: () => Store | Promise<Store>
  /** Lets so much time pass, by the store's own clock. */
  pass: (ms: number) => void | Promise<void>
  /** Closes every store that was opened, and removes everything. */
  cleanup: () => Promise<void>
}

const claimant = (core: string, pid = 1): Claimant => ({ core, host: 'here', pid, born: `at ${pid}`, socket: `/run/${core}.sock` })
const start = (pid: number) => event('core-start', { pid, tier: 1, seed: 3, version: '1' })

/** What every implementation of Store must do; what its ledger, readers and desk must do is in ledger.ts. */
export function describeStore(name: string, build: () => StoreHouse | Promise<StoreHouse>): void {
  describe(`${name} store`, () => {
    let house: StoreHouse
    let store: Store
    const ledgers: Ledger[] = []
    beforeEach(async () => {
      house = await build()
      store = await house.open()
    })
    afterEach(async () => {
      for (const ledger of ledgers.splice(0)) await ledger.close()
      await house.cleanup()
    })
    const lead = async (by: Store, core: string, over: number, events = [start(1)]): Promise<Ledger> => {
      const ledger = await by.lead({ claimant: claimant(core), over, events })
      ledgers.push(ledger)
      return ledger
    }

    test('has no lease before anybody has led', async () => {
      expect(await store.lease()).toBeNull()
      expect(store.readers.head()).toBe(0)
    })

    test('gives the lead with the first events in it, which are read as soon as it resolves', async () => {
      const ledger = await lead(store, 'a', 0, [start(1), event('chaos-stop', { by: 'you' })])
      expect([ledger.core, ledger.epoch]).toEqual(['a', 1])
      expect(store.readers.events({ limit: 9 }).map(({ seq, epoch, core, kind }) => [seq, epoch, core, kind])).toEqual([[1, 1, 'a', 'core-start'], [2, 1, 'a', 'chaos-stop']])
      expect((await store.lease())?.lease).toEqual({ ...claimant('a'), epoch: 1 })
      expect(store.readers.cores()).toMatchObject([{ id: 'a', host: 'here', pid: 1, epoch: 1 }])
      await ledger.append(pulseEnd('ant'))
      expect(checkHistory(store.readers)).toEqual([])
    })

    test('passes the lead on over the epoch that ended, and refuses the one that led', async () => {
      const old = await lead(store, 'a', 0)
      const other = await house.open()
      expect((await other.lease())?.lease.core).toBe('a')
      const fresh = await lead(other, 'b', 1)
      expect(fresh.epoch).toBe(2)
      await expect(old.append(pulseEnd('ant'))).rejects.toThrow(StaleEpochError)
      await expect(old.beat()).rejects.toThrow(StaleEpochError)
      expect((await store.lease())?.lease).toEqual({ ...claimant('b'), epoch: 2 })
      expect(await fresh.append(pulseEnd('ant'))).toHaveLength(1)
      expect(other.readers.head()).toBe(3)
    })

    test.each([0, 1, 3])('refuses a claim over epoch %i, which is not the one that ended, and writes nothing', async (over) => {
      await lead(store, 'a', 0)
      const ledger = await lead(store, 'a', 1)
      await expect(store.lead({ claimant: claimant('b'), over, events: [start(2)] })).rejects.toThrow(LeaseTakenError)
      expect((await store.lease())?.lease).toEqual({ ...claimant('a'), epoch: 2 })
      expect(store.readers.head()).toBe(2)
      expect(await ledger.append(pulseEnd('ant'))).toHaveLength(1)
    })

    test('gives the lead to exactly one of those who claim it at once', async () => {
      const stores = await Promise.all(Array.from({ length: 4 }, async () => house.open()))
      for (let over = 0; over < 3; over++) {
        const claims = await Promise.allSettled(stores.map((each, index) => lead(each, `c${index}`, over, [start(index)])))
        const refusals = claims.flatMap((claim) => (claim.status === 'rejected' ? [claim.reason as unknown] : []))
        expect(refusals).toHaveLength(3)
        for (const refusal of refusals) expect(refusal).toBeInstanceOf(LeaseTakenError)
        const winner = claims.findIndex(({ status }) => status === 'fulfilled')
        expect((await store.lease())?.lease).toEqual({ ...claimant(`c${winner}`), epoch: over + 1 })
        expect(stores[winner]?.readers.head()).toBe(over + 1)
      }
    })

    test('says how old the lease is, by its own clock; a beat makes it new, of whoever leads', async () => {
      const old = await lead(store, 'a', 0)
      await house.pass(300)
      const aged = await store.lease()
      expect(aged?.ageMs).toBeGreaterThanOrEqual(300)
      expect(aged?.ageMs).toBeLessThan(60_000)
      await old.beat()
      expect((await store.lease())?.ageMs).toBeLessThan(300)
      const fresh = await lead(store, 'b', 1)
      await house.pass(300)
      await expect(old.beat()).rejects.toThrow(StaleEpochError)
      expect((await store.lease())?.ageMs).toBeGreaterThanOrEqual(300)
      await fresh.beat()
      expect((await store.lease())?.ageMs).toBeLessThan(300)
    })

    test('gives no lead with first events that cannot be written', async () => {
      await expect(store.lead({ claimant: claimant('a'), over: 0, events: [start(1), pulseEnd('ant', { result: 1n as never })] })).rejects.toThrow(RequestInvalidError)
      expect(await store.lease()).toBeNull()
      expect((await lead(store, 'a', 0)).epoch).toBe(1)
    })

    test('tells of the cores that the leading one hears, and keeps their heartbeats', async () => {
      const ledger = await lead(store, 'a', 0)
      await ledger.beat([{ core: 'b', host: 'there', pid: 7, startedAt: 5.4, heardAt: store.readers.cores()[0]?.heartbeatAt ?? 0, lagMs: 1.25 }])
      expect(store.readers.cores()).toMatchObject([{ id: 'a', role: 'active', lagMs: null }, { id: 'b', host: 'there', pid: 7, role: 'standby', startedAt: 5, lagMs: 1.25 }])
      expect(store.readers.heartbeats({ limit: 10 }).map(({ core, role, epoch, lagMs }) => [core, role, epoch, lagMs]).sort()).toEqual([['a', 'active', 1, null], ['b', 'standby', 0, 1.25]])
      await ledger.beat()
      expect(store.readers.heartbeats({ core: 'b', limit: 10 })).toHaveLength(1)
    })

    test('calls what is to be done before each commit, and takes the transaction back where that fails', async () => {
      let calls = 0
      let fails = false
      const ledger = await store.lead({
        claimant: claimant('a'), over: 0, events: [],
        onCommit: () => {
          calls += 1
          if (fails) throw new Error('not now')
        },
      })
      ledgers.push(ledger)
      const before = calls
      await ledger.append(pulseEnd('ant'))
      expect(calls).toBe(before + 1)
      fails = true
      await expect(ledger.append(pulseEnd('ant'))).rejects.toThrow('not now')
      fails = false
      expect((await ledger.append(pulseEnd('bee'))).map(({ seq }) => seq)).toEqual([2])
      expect(checkHistory(store.readers)).toEqual([])
    })

    test('keeps a request for whoever leads next', async () => {
      await lead(store, 'a', 0)
      const command = await store.desk.insert({ kind: 'chaos-stop' }, { author: 'you', role: 'player', reason: 'it is loud\n"so"' })
      expect(await store.desk.by('you', 5)).toEqual([{ ...command, role: 'player', reason: 'it is loud\n"so"' }])
      expect(await store.desk.by('me', 5)).toEqual([])
      const other = await house.open()
      expect(await (await lead(other, 'b', 1)).claim()).toEqual({ ...command, state: 'claimed' })
    })

    test('is closed twice without harm', async () => {
      const other = await house.open()
      await other.close()
      await other.close()
    })
  })
}
