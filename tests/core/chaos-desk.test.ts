import { describe, expect, test } from 'vitest'
import { StaleEpochError } from '../../lib/contract/errors.ts'
import type { CommandRequest } from '../../lib/contract/command.ts'
import { openChaosDesk } from '../../lib/core/chaos-desk.ts'
import { answered, crashed } from '../fixtures/fake-body.ts'
import { settle } from '../fixtures/fake-clock.ts'
import { FakeLab } from '../fixtures/fake-lab.ts'
import { doubler } from '../fixtures/fake-organism.ts'

type Order = Extract<CommandRequest, { kind: 'chaos-inject' }>
const order = (fault: string, rest: Partial<Order> = {}): Order => ({ kind: 'chaos-inject', organism: 'doubler', fault, seed: 1, ...rest })
const code = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'done', (error: unknown) => (error as { code?: unknown }).code)
const ends = (lab: FakeLab): string[] => lab.ledger.of('fault-end').map(({ data }) => data.end)

const living = async (): Promise<FakeLab> => {
  const lab = await new FakeLab().open()
  lab.keeper.start()
  await settle()
  return lab
}

/** An organism that no rung can help, and the code fault that did it. */
const quarantined = async (fault = 'thrown-error'): Promise<{ lab: FakeLab; injection: string }> => {
  const lab = await living()
  const good = lab.body.act
  lab.body.act = (input) => (lab.chaos.inForce('doubler') === null ? good(input) : crashed())
  lab.accepts = () => false
  const { injection = '' } = await lab.chaos.inject(order(fault))
  await lab.clock.advance(10_000)
  expect(lab.keeper.state()).toBe('quarantined')
  return { lab, injection }
}

describe('a code fault', () => {
  test('is a version of origin chaos, prepared with its undo before anything is touched', async () => {
    const lab = await living()
    const from = lab.ledger.events.length
    const { injection, genome = '' } = await lab.chaos.inject(order('thrown-error', { intensity: 3, ttlMs: 5000 }))
    const after = lab.ledger.events.slice(from)
    expect(after.map(({ kind }) => kind)).toEqual(['fault-prepare', 'genome-add', 'promote-start', 'promote-end', 'fault-inject'])
    expect(after[0]?.data).toMatchObject({ injection, fault: 'thrown-error', class: 'code', seed: 1, intensity: 3, ttlMs: 5000, undo: 'back to the code of doubler.g0001' })
    expect(lab.genomes.read(genome)).toMatchObject({ origin: 'chaos', parents: ['doubler.g0001'] })
    expect(lab.genomes.current('doubler')).toBe(genome)
  })

  test('that healing has rolled back is over, and the organism lives on', async () => {
    const lab = await living()
    const { injection } = await lab.chaos.inject(order('thrown-error'))
    await lab.clock.advance(5_000)
    expect(lab.broken).toEqual([])
    expect(lab.ledger.of('incident-close').map(({ data }) => data.end)).toEqual(['rolled-back'])
    expect(lab.ledger.of('fault-end').map(({ data }) => [data.injection, data.end])).toEqual([[injection, 'healed']])
    expect(lab.keeper.state()).toBe('healthy')
    expect(lab.ledger.of('incident-open')[0]?.data.fault).toBe(injection)
  })

  test('that a restart outlived is taken out of the code all the same', async () => {
    const lab = await living()
    let bad = 1
    lab.body.act = (input) => (!lab.isGood(input.files) && bad-- > 0 ? crashed() : answered(2 * (input.task as number)))
    await lab.chaos.inject(order('thrown-error'))
    await lab.clock.advance(5_000)
    expect(lab.ledger.of('incident-close').map(({ data }) => data.end)).toEqual(['healed'])
    expect(ends(lab)).toEqual(['healed'])
    expect(lab.genomes.files(lab.genomes.current('doubler') ?? '')).toEqual(lab.organism.files)
  })

  test.each([['undo', 'undone'], ['stop', 'stopped'], ['time', 'expired']])('goes back to its parent as a new version: %s', async (how, end) => {
    const lab = await living()
    lab.body.act = () => answered(0)
    lab.organism.spec.properties.length = 0
    const { injection = '' } = await lab.chaos.inject(order('thrown-error', { ttlMs: 3000 }))
    if (how === 'undo') await lab.chaos.undo(injection, 'undone', 'by hand')
    if (how === 'stop') await lab.chaos.stop('me')
    await lab.clock.advance(how === 'time' ? 4_000 : 0)
    expect(ends(lab)).toEqual([end])
    const live = lab.genomes.read(lab.genomes.current('doubler') ?? '')
    expect(live).toMatchObject({ origin: 'undo', version: 3, parents: ['doubler.g0002', 'doubler.g0001'] })
    await lab.clock.advance(60_000)
    expect(ends(lab), 'its time does not come as well').toEqual([end])
  })

  test('finds no place: nothing is prepared', async () => {
    const lab = await new FakeLab(doubler({ source: '' })).open()
    expect(await code(lab.chaos.inject(order('division-by-zero')))).toBe('fault-unfit')
    expect(lab.ledger.of('fault-prepare')).toEqual([])
    expect(lab.chaos.inForce('doubler')).toBeNull()
  })

  test('whose parent is damaged cannot be taken back: it says so and ends', async () => {
    const lab = await living()
    lab.body.act = () => answered(0)
    const { injection = '' } = await lab.chaos.inject(order('thrown-error', { ttlMs: 2000 }))
    lab.genomes.damaged.add('doubler.g0001')
    expect(await code(lab.chaos.undo(injection, 'undone', 'by hand'))).toBe('genome-damaged')
    expect(ends(lab)).toEqual(['failed'])
    await lab.clock.advance(5000)
    expect(ends(lab)).toEqual(['failed'])
  })

  test('whose time is over does not break the core when its parent is damaged', async () => {
    const lab = await living()
    lab.body.act = () => answered(0)
    lab.organism.spec.properties.length = 0
    await lab.chaos.inject(order('thrown-error', { ttlMs: 2000 }))
    lab.genomes.damaged.add('doubler.g0001')
    await lab.clock.advance(3000)
    expect([ends(lab), lab.broken]).toEqual([['failed'], []])
  })

  test('undone while its incident is being healed waits for it, and ends once', async () => {
    const lab = await living()
    const { injection = '' } = await lab.chaos.inject(order('thrown-error'))
    await settle()
    expect(lab.keeper.incident()).not.toBeNull()
    const undone = lab.chaos.undo(injection, 'undone', 'by hand')
    await lab.clock.advance(5000)
    await undone
    expect(ends(lab)).toHaveLength(1)
    expect(lab.ledger.of('incident-close')).toHaveLength(1)
    expect(lab.keeper.state()).toBe('healthy')
  })

  test('taken back from a quarantined organism lets it live again', async () => {
    const { lab, injection } = await quarantined()
    expect(ends(lab)).toEqual([])
    await lab.chaos.undo(injection, 'undone', 'by hand')
    await lab.clock.advance(2000)
    expect(ends(lab)).toEqual(['undone'])
    expect(lab.keeper.state()).toBe('healthy')
  })

  test('of a dead core is adopted, with the time that it has left', async () => {
    const lab = await living()
    lab.body.act = () => answered(0)
    lab.organism.spec.properties.length = 0
    const { injection = '', genome = '' } = await lab.chaos.inject(order('thrown-error', { ttlMs: 9000 }))
    await lab.chaos.close()
    const heir = openChaosDesk({
      keepers: lab.keepers, clock: lab.clock, record: lab.record, genomes: lab.genomes, defaultTtlMs: () => 1, drawSeed: () => 1, stopped: false, onBreak: (error) => lab.broken.push(error),
    })
    heir.adopt({ injection, organism: 'doubler', genome, parent: 'doubler.g0001', label: 'Thrown error', leftMs: 4000 })
    expect(heir.inForce('doubler')?.injection).toBe(injection)
    await lab.clock.advance(3_900)
    expect(ends(lab)).toEqual([])
    await lab.clock.advance(200)
    expect(ends(lab)).toEqual(['expired'])
    expect(lab.genomes.files(lab.genomes.current('doubler') ?? '')).toEqual(lab.organism.files)
  })
})

describe('a runtime fault', () => {
  test('is in force until it is taken back', async () => {
    const lab = await living()
    const { injection = '' } = await lab.chaos.inject(order('memory-squeeze', { intensity: 1 }))
    await lab.clock.advance(1000)
    expect(lab.body.pulses.at(-1)?.override).toEqual({ heapMb: 32 })
    await lab.chaos.undo(injection, 'undone', 'by hand')
    await lab.clock.advance(1000)
    expect(lab.body.pulses.at(-1)?.override).toEqual({})
    expect(lab.ledger.of('fault-inject')[0]?.data).toEqual({ injection, genome: null })
    expect(await code(lab.chaos.undo(injection, 'undone', 'again'))).toBe('injection-unknown')
  })

  test('that goes on by itself is over when it has gone on long enough and the organism is well', async () => {
    const lab = await living()
    await lab.chaos.inject(order('sigkill', { intensity: 3 }))
    await lab.chaos.incidentEnded('doubler', 'healed')
    expect(ends(lab), 'two more kills are to come').toEqual([])
    await lab.clock.advance(2_000)
    await lab.chaos.incidentEnded('doubler', 'healed')
    expect(ends(lab)).toEqual(['healed'])
  })

  test('is taken back at once, in the middle of a pulse too', async () => {
    const lab = await living()
    const { injection = '' } = await lab.chaos.inject(order('memory-squeeze'))
    const pulse = Promise.withResolvers<ReturnType<typeof answered>>()
    lab.body.act = () => pulse.promise
    await lab.clock.advance(1000)
    await lab.chaos.undo(injection, 'undone', 'by hand')
    expect(ends(lab)).toEqual(['undone'])
    pulse.resolve(answered(0))
  })

  test('taken back from a quarantined organism lets it live again', async () => {
    const { lab } = await quarantined('memory-squeeze')
    expect(ends(lab), 'quarantine leaves it in force').toEqual([])
    await lab.chaos.stop('me')
    await lab.clock.advance(2000)
    expect(ends(lab)).toEqual(['stopped'])
    expect(lab.keeper.state()).toBe('healthy')
  })

  test('that cannot be injected ends as failed', async () => {
    const lab = await living()
    lab.keeper.target.override = () => { throw new Error('no hold') }
    await expect(lab.chaos.inject(order('memory-squeeze'))).rejects.toThrow('no hold')
    expect(ends(lab)).toEqual(['failed'])
    expect(lab.chaos.inForce('doubler')).toBeNull()
    expect(lab.ledger.of('fault-inject')).toEqual([])
  })

  test('is let go of when the core ends, and its end is left to the next core', async () => {
    const lab = await living()
    await lab.chaos.inject(order('memory-squeeze'))
    await lab.chaos.close()
    await lab.clock.advance(1000)
    expect(lab.body.pulses.at(-1)?.override).toEqual({})
    await lab.clock.advance(100_000)
    expect(ends(lab)).toEqual([])
  })
})

test('a data fault breaks inputs as long as it is in force', async () => {
  const lab = await living()
  await lab.chaos.inject(order('hostile-input', { intensity: 5 }))
  const corrupt = lab.chaos.inForce('doubler')?.corrupt
  expect(corrupt).toBeTypeOf('function')
  expect(corrupt?.(3)).not.toBe(3)
  await lab.chaos.stop('me')
  expect(lab.chaos.inForce('doubler')).toBeNull()
})

describe('refusals', () => {
  test('an unknown organism, fault, injection; a fault for another kind', async () => {
    const lab = await living()
    expect(await code(lab.chaos.inject(order('thrown-error', { organism: 'nobody' })))).toBe('organism-unknown')
    expect(await code(lab.chaos.inject(order('no-such-fault')))).toBe('fault-unknown')
    expect(await code(lab.chaos.inject(order('stolen-port')))).toBe('fault-unfit')
    expect(await code(lab.chaos.undo('x', 'undone', ''))).toBe('injection-unknown')
    expect(lab.ledger.of('fault-prepare')).toEqual([])
  })

  test('two at once: one is in force, the other is told to wait', async () => {
    const lab = await living()
    const answers = await Promise.all([code(lab.chaos.inject(order('thrown-error'))), code(lab.chaos.inject(order('memory-squeeze')))])
    expect(answers).toEqual(['done', 'organism-busy'])
    expect(await code(lab.chaos.inject(order('memory-squeeze')))).toBe('organism-busy')
    expect(lab.ledger.of('fault-prepare')).toHaveLength(1)
  })

  test('while an incident is open, and on whom it left quarantined or somebody paused', async () => {
    const lab = await living()
    lab.body.act = () => crashed()
    lab.keeper.wake()
    await settle()
    expect(lab.keeper.incident()).not.toBeNull()
    expect(await code(lab.chaos.inject(order('thrown-error')))).toBe('organism-busy')
    await lab.clock.advance(60_000)
    expect(lab.keeper.state()).toBe('quarantined')
    expect(await code(lab.chaos.inject(order('thrown-error')))).toBe('organism-down')
    lab.body.act = () => answered(0)
    lab.organism.spec.properties.length = 0
    await lab.keeper.resume('')
    await lab.keeper.pause('')
    expect(await code(lab.chaos.inject(order('thrown-error')))).toBe('organism-down')
  })

  test('an incident that opens while the injection waits for its turn', async () => {
    const lab = await living()
    const pulse = Promise.withResolvers<ReturnType<typeof crashed>>()
    let first = true
    lab.body.act = (input) => (first ? (first = false, pulse.promise) : input.override.delayMs === undefined ? crashed() : answered(0))
    await lab.clock.advance(1000)
    lab.accepts = () => false
    const asked = code(lab.chaos.inject(order('memory-squeeze')))
    pulse.resolve(crashed())
    await lab.clock.advance(60_000)
    expect(await asked).toBe('organism-down')
    expect(lab.ledger.of('fault-prepare')).toEqual([])
  })
})

describe('the global stop', () => {
  test('blocks until it is allowed again; twice is harmless', async () => {
    const lab = await living()
    await lab.chaos.stop('me')
    await lab.chaos.stop('me again')
    expect(await code(lab.chaos.inject(order('thrown-error')))).toBe('chaos-stopped')
    await lab.chaos.allow('me')
    await lab.chaos.allow('me again')
    expect(lab.ledger.kinds().filter((kind) => kind.startsWith('chaos-'))).toEqual(['chaos-stop', 'chaos-allow'])
    expect(await code(lab.chaos.inject(order('thrown-error')))).toBe('done')
  })

  test('outlives the core', async () => {
    const lab = await new FakeLab(doubler(), true).open()
    expect(await code(lab.chaos.inject(order('thrown-error')))).toBe('chaos-stopped')
  })

  const steps = ['fault-prepare', 'genome-add', 'promote-start', 'promote-end', 'fault-inject'] as const
  test.each(steps.flatMap((step) => [[step, 'before'], [step, 'after']] as const))('that comes while %s is written (%s it lands) leaves nothing in force', async (step, when) => {
    const lab = await living()
    let stopped: Promise<unknown> = Promise.resolve()
    lab.ledger.onWrite = async ([event]) => {
      if (event?.kind !== step) return
      lab.ledger.onWrite = () => undefined
      if (when === 'before') stopped = lab.chaos.stop('me')
      else setImmediate(() => { stopped = lab.chaos.stop('me') })
      await settle()
    }
    await lab.chaos.inject(order('thrown-error')).catch(() => undefined)
    await lab.clock.advance(10)
    await stopped
    expect(lab.chaos.inForce('doubler')).toBeNull()
    expect(ends(lab)).toHaveLength(1)
    if (step === 'fault-prepare' && when === 'before') expect(lab.ledger.of('genome-add'), 'it is not even begun').toHaveLength(1)
    expect(lab.genomes.files(lab.genomes.current('doubler') ?? '')).toEqual(lab.organism.files)
  })

  test('takes back a runtime fault that is just being injected', async () => {
    const lab = await living()
    const { override } = lab.keeper.target
    const inForce = new Set<number>()
    lab.keeper.target.override = (change) => {
      const undo = override(change)
      inForce.add(1)
      return () => { inForce.clear(); return undo() }
    }
    let stopped: Promise<unknown> = Promise.resolve()
    lab.ledger.onWrite = ([event]) => { if (event?.kind === 'fault-inject') stopped = lab.chaos.stop('me') }
    await lab.chaos.inject(order('memory-squeeze'))
    await stopped
    expect([...inForce]).toEqual([])
    expect(lab.ledger.kinds().filter((kind) => kind.startsWith('fault-'))).toEqual(['fault-prepare', 'fault-inject', 'fault-end'])
  })
})

test('the time of a fault that is over does not come: nobody is let out of quarantine by it', async () => {
  const lab = await living()
  const { injection = '' } = await lab.chaos.inject(order('memory-squeeze', { ttlMs: 30_000 }))
  await lab.chaos.undo(injection, 'undone', 'by hand')
  lab.body.act = () => crashed()
  await lab.clock.advance(20_000)
  expect(lab.keeper.state()).toBe('quarantined')
  const incidents = lab.ledger.of('incident-open').length
  await lab.clock.advance(20_000)
  expect(lab.ledger.of('incident-open')).toHaveLength(incidents)
})

test('a version put in force by hand ends a code fault, and leaves a runtime fault alone', async () => {
  const lab = await living()
  lab.body.act = () => answered(0)
  lab.organism.spec.properties.length = 0
  await lab.chaos.inject(order('memory-squeeze'))
  await lab.chaos.overtaken('doubler', 'rolled back')
  expect(ends(lab)).toEqual([])
  await lab.chaos.stop('me')
  await lab.chaos.allow('me')
  await lab.chaos.inject(order('thrown-error'))
  await lab.chaos.overtaken('doubler', 'rolled back')
  expect(ends(lab)).toEqual(['stopped', 'undone'])
})

test('a core that lost its lead breaks when the end of a fault cannot be written', async () => {
  const lab = await living()
  await lab.chaos.inject(order('memory-squeeze', { ttlMs: 1000 }))
  await lab.keeper.stop()
  const stale = new StaleEpochError('epoch 1 is over')
  lab.ledger.failure = stale
  await lab.clock.advance(2000)
  expect(lab.broken).toEqual([stale])
})

test('a fault whose end is not written is not forgotten by the next core', async () => {
  const lab = await living()
  const { injection = '' } = await lab.chaos.inject(order('memory-squeeze'))
  lab.ledger.failure = new StaleEpochError('epoch 1 is over')
  expect(await code(lab.chaos.undo(injection, 'undone', ''))).toBe('epoch-stale')
  expect(lab.ledger.view.injections.map(({ end }) => end)).toEqual([null])
})

