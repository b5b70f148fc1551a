import { expect, test } from 'vitest'
import { LeaseTakenError, LedgerUnavailableError } from '../../lib/contract/errors.ts'
import type { Ledger } from '../../lib/contract/ports/ledger.ts'
import type { Claimant, Lease } from '../../lib/contract/ports/store.ts'
import type { Link, LinkListener } from '../../lib/core/elector/dial.ts'
import { stand, type ElectorPorts, type Succession } from '../../lib/core/elector/elector.ts'
import type { ProcessState } from '../../lib/process/process-identity.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'

const me: Claimant = { core: 'b', host: 'here', pid: 2, born: '2', socket: 'b.sock' }
const other: Lease = { core: 'a', host: 'here', pid: 1, born: '1', socket: 'a.sock', epoch: 4 }

/** One core that would lead, and what it sees of the world. */
function open(change: Partial<ElectorPorts> = {}) {
  const clock = new FakeClock()
  const world = { state: 'running' as ProcessState, listens: true, dies: true }
  const taken: (Succession & { over: number; at: number; state: string })[] = []
  const signals: string[] = []
  const echoes: number[] = []
  let listener: LinkListener | null = null
  let over: (() => void) | null = null
  const stop = new AbortController()
  const led = stand({
    clock, me, foreignLeaseMs: null,
    lease: async () => ({ lease: other, ageMs: 0 }),
    take: async (over, succession) => {
      taken.push({ ...succession, over, at: clock.mono(), state: world.state })
      return {} as Ledger
    },
    dial: async (_socket, heard) => {
      if (!world.listens) throw new Error('ECONNREFUSED')
      listener = heard
      return { echo: (beat) => void echoes.push(beat), close: () => undefined } satisfies Link
    },
    stateOf: () => world.state,
    whenOver: (_identity, heard) => {
      over = heard
      return () => { over = null }
    },
    signal: (_identity, signal) => {
      signals.push(signal)
      if (signal === 'SIGKILL' && world.dies) world.state = 'dead'
    },
    onStandby: () => undefined, endChildrenOf: ({ pid }) => void signals.push(`children of ${pid}`), step: () => undefined,
    ...change,
  }, stop.signal)
  led.catch(() => undefined)
  const beat = (nth: number): void => listener?.heard({ type: 'beat', beat: nth, epoch: 4, lagMs: 1 })
  return { clock, world, taken, signals, echoes, led, stop, beat, heard: (message: Parameters<LinkListener['heard']>[0]) => listener?.heard(message), ended: () => listener?.ended(), over: () => over?.() }
}

test('where nobody has led, it leads from epoch 0', async () => {
  const { taken, clock } = open({ lease: async () => null })
  await clock.advance(0)
  expect(taken).toMatchObject([{ over: 0, from: null }])
})

test('where the process of who led is gone, it leads at once', async () => {
  const { taken, clock } = open({ stateOf: () => 'dead' })
  await clock.advance(0)
  expect(taken).toMatchObject([{ over: 4, from: { core: 'a', pid: 1, epoch: 4 }, at: 0 }])
})

test('what it has led itself before it takes at once, and ends nobody', async () => {
  const { taken, signals, clock } = open({ lease: async () => ({ lease: { ...me, epoch: 7, socket: 'b.sock' }, ageMs: 0 }) })
  await clock.advance(0)
  expect(taken).toMatchObject([{ over: 7, at: 0 }])
  expect(signals).toEqual([])
})

test('as long as the other one beats it stands by, and echoes each beat', async () => {
  const { taken, clock, beat, echoes } = open()
  for (let nth = 1; nth <= 100; nth += 1) {
    await clock.advance(100)
    beat(nth)
  }
  expect([taken.length, echoes.length]).toEqual([0, 100])
})

test('at the end of the connection it sees the other one dead before it leads, however long that takes', async () => {
  const { taken, clock, world, signals, ended } = open()
  await clock.advance(10)
  world.dies = false
  world.listens = false
  ended()
  await clock.advance(5_000)
  expect(taken).toEqual([])
  expect(signals).toContain('SIGKILL')
  world.state = 'dead'
  await clock.advance(10)
  expect(taken).toMatchObject([{ over: 4, state: 'dead' }])
})

test('a connection that ends with the process is a takeover within milliseconds', async () => {
  const { taken, clock, world, ended } = open()
  await clock.advance(10)
  ended()
  world.state = 'dead'
  await clock.advance(5)
  expect(taken).toMatchObject([{ over: 4, why: 'its process ended' }])
})

test('one whose code has run for the last time is followed at once, before its connection ends; files are touched when nothing of it is left', async () => {
  const { taken, clock, world, over, led } = open()
  world.dies = false
  let isDone = false
  void led.then(() => { isDone = true })
  await clock.advance(10)
  world.state = 'dying'
  over()
  await clock.advance(1)
  expect(taken).toMatchObject([{ over: 4, why: 'its process ended', state: 'dying' }])
  await clock.advance(50)
  expect(isDone).toBe(false)
  world.state = 'dead'
  await clock.advance(2)
  expect(isDone).toBe(true)
})

test('a new connection is no sign of life: one that hangs is silent from its last beat on', async () => {
  const { taken, clock, beat, ended } = open()
  await clock.advance(10)
  beat(1)
  await clock.advance(2_000)
  ended()
  await clock.advance(900)
  expect(taken).toEqual([])
  await clock.advance(200)
  expect(taken).toMatchObject([{ over: 4, why: expect.stringMatching(/^it was silent for 30\d\d ms$/) }])
})

test('a connection that ends alone is made again', async () => {
  const { taken, clock, signals, ended, beat } = open()
  await clock.advance(10)
  ended()
  await clock.advance(100)
  for (let nth = 1; nth < 50; nth += 1) {
    beat(nth)
    await clock.advance(100)
  }
  expect([taken, signals]).toEqual([[], []])
})

test('one that is stopped is ended soon; one that is only silent is given more time', async () => {
  const stopped = open()
  await stopped.clock.advance(10)
  stopped.world.state = 'stopped'
  await stopped.clock.advance(600)
  expect(stopped.taken).toMatchObject([{ over: 4, state: 'dead', why: expect.stringContaining('stopped') }])
  const silent = open()
  await silent.clock.advance(2_500)
  expect(silent.taken).toEqual([])
  await silent.clock.advance(1_000)
  expect(silent.taken).toMatchObject([{ over: 4, state: 'dead', why: expect.stringContaining('silent') }])
})

test('one that lives and lets nobody in is ended as well', async () => {
  const deaf = open()
  deaf.world.listens = false
  await deaf.clock.advance(500)
  expect(deaf.taken).toEqual([])
  await deaf.clock.advance(1_000)
  expect(deaf.taken).toMatchObject([{ over: 4, state: 'dead', why: 'it could not be reached' }])
})

test('one that hands over is not ended', async () => {
  const { taken, clock, signals, heard } = open()
  await clock.advance(10)
  heard({ type: 'hand-over', why: 'core a handed over' })
  await clock.advance(1)
  expect(taken).toMatchObject([{ over: 4, why: 'core a handed over' }])
  expect(signals).toEqual([])
})

test('a split brain: it waits until the other one has stopped, leads, ends its programs, and wakes it', async () => {
  const { taken, clock, world, signals, heard } = open()
  await clock.advance(10)
  heard({ type: 'split-brain', wakeMs: 1_000 })
  await clock.advance(100)
  expect(taken).toEqual([])
  world.state = 'stopped'
  await clock.advance(10)
  expect(taken).toMatchObject([{ over: 4, state: 'stopped' }])
  expect(signals).toEqual(['children of 1'])
  await clock.advance(1_000)
  expect(signals).toEqual(['children of 1', 'SIGCONT'])
})

test('of another host it hears only the lease: that has to run out, or never counts', async () => {
  const far = { ...other, host: 'there' }
  let ageMs = 0
  const shared = open({ foreignLeaseMs: 15_000, lease: async () => ({ lease: far, ageMs }) })
  await shared.clock.advance(5_000)
  expect([shared.taken, shared.signals]).toEqual([[], []])
  ageMs = 15_001
  await shared.clock.advance(600)
  expect(shared.taken).toMatchObject([{ over: 4 }])
  const own = open({ lease: async () => ({ lease: far, ageMs: 0 }) })
  await own.clock.advance(0)
  expect(own.taken).toMatchObject([{ over: 4 }])
})

test.each([new LeaseTakenError('epoch 5'), new LedgerUnavailableError('locked')])('%s: it looks again', async (error) => {
  let tries = 0
  const { clock, led } = open({
    stateOf: () => 'dead',
    take: async () => {
      tries += 1
      if (tries < 3) throw error
      return {} as Ledger
    },
  })
  await clock.until(led, 1_000)
  expect(tries).toBe(3)
})

test('a bug is no reason to try again, and who is stopped stands by no more', async () => {
  const broken = open({ lease: async () => { throw new TypeError('no such thing') } })
  await expect(broken.led).rejects.toThrow(TypeError)
  const { led, stop, clock, taken } = open()
  await clock.advance(10)
  stop.abort()
  await clock.advance(200)
  await expect(led).rejects.toThrow()
  expect(taken).toEqual([])
})
