import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LedgerUnavailableError } from '../../lib/contract/errors.ts'
import type { Incident } from '../../lib/contract/incident.ts'
import type { OrganismState } from '../../lib/contract/organism.ts'
import type { Organism } from '../../lib/contract/spec.ts'
import { addGenome, promote } from '../../lib/healing/promote.ts'
import { answered, crashed, failureOf, runRecord } from '../fixtures/fake-body.ts'
import { settle } from '../fixtures/fake-clock.ts'
import { FakeLab, noMemory } from '../fixtures/fake-lab.ts'
import { doubler } from '../fixtures/fake-organism.ts'

const born = async (organism?: Organism): Promise<FakeLab> => {
  const lab = await new FakeLab(organism).open()
  lab.keeper.start()
  await settle()
  return lab
}
const states = (lab: FakeLab): OrganismState[] => lab.ledger.of('organism-state').map(({ data }) => data.to)
const verdicts = (lab: FakeLab): string[] => lab.ledger.of('pulse-end').map(({ data }) => data.verdict.kind)
/** An open incident as the last core left it. */
const left = (changes: Partial<Incident> = {}): Incident => ({
  id: 'left-open', organism: 'doubler', openedAt: 1_700_000_000_000 - 5_000, closedAt: null, end: null, rung: null, genome: 'doubler.g0001', fault: null,
  verdict: { kind: 'crash', summary: 'it fell', signature: 'x', frames: [] }, detectMs: 1, healMs: null, attempts: [], ...changes,
})

describe('pulses', () => {
  test('follow each other, numbered on, with fresh and reproducible input', async () => {
    const lab = await new FakeLab().open({ ...noMemory, pulses: 41 })
    lab.keeper.start()
    await lab.clock.advance(3_000)
    expect(lab.ledger.of('pulse-end').map(({ data }) => data.number)).toEqual([42, 43, 44, 45])
    const inputs = lab.body.pulses.map(({ task }) => task)
    expect(new Set(inputs).size).toBeGreaterThan(1)
    for (const { data } of lab.ledger.of('pulse-end')) expect(fc.sample(lab.organism.spec.task, { seed: data.seed, numRuns: 1 })[0]).toBe(data.task)
    expect(states(lab)).toEqual(['healthy'])
    expect(lab.ledger.of('pulse-end')[0]?.data).toMatchObject({ genome: 'doubler.g0001', workMs: 5, fitness: -5, probe: false, verdict: { kind: 'healthy' } })
  })

  test('wait for pulseMs in between, and not when woken', async () => {
    const lab = await born()
    await lab.clock.advance(900)
    expect(lab.body.pulses).toHaveLength(1)
    lab.keeper.wake()
    await settle()
    expect(lab.body.pulses).toHaveLength(2)
  })

  test('a wake is never lost, whenever it comes', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 6 }), async (gaps) => {
      const lab = await born()
      lab.ledger.onWrite = () => settle(2)
      for (const gap of gaps) {
        await settle(gap)
        const begun = lab.body.pulses.length
        lab.keeper.wake()
        await settle(20)
        expect(lab.body.pulses.length, 'a pulse began after the wake, without any time passing').toBeGreaterThan(begun)
      }
      await lab.keeper.stop()
    }), { numRuns: 30 })
  })

  test('carry their state over, and a bad one changes nothing of it', async () => {
    const organism = doubler({ spec: { initialState: { sum: 0 }, properties: [] } })
    const lab = await new FakeLab(organism).open({ ...noMemory, carried: { sum: 10 } })
    let failing = false
    lab.body.act = ({ state }) => (failing ? (failing = false, crashed()) : answered(0, { state: { sum: (state as { sum: number }).sum + 1 } }))
    lab.keeper.start()
    await lab.clock.advance(1_000)
    failing = true
    await lab.clock.advance(1_000)
    expect(lab.body.pulses.map(({ state }) => (state as { sum: number }).sum).slice(0, 4)).toEqual([10, 11, 12, 12])
  })

  test('of an organism whose spec breaks set it apart, and break nothing else', async () => {
    const spoilt = fc.nat().map(() => { throw new Error('no such input') })
    const lab = await new FakeLab(doubler({ spec: { task: spoilt } })).open()
    lab.keeper.start()
    await settle()
    expect(lab.keeper.state()).toBe('quarantined')
    expect(lab.ledger.of('organism-state').at(-1)?.data.reason).toContain('no such input')
    expect(lab.ledger.of('incident-open')).toEqual([])
  })

  test('a large input is kept as a note on its size', async () => {
    const lab = await new FakeLab(doubler({ spec: { task: fc.constant('x'.repeat(5_000)), accepts: () => true, properties: [] } })).open()
    lab.body.act = () => answered(null)
    lab.keeper.start()
    await settle()
    const { task, result } = lab.ledger.of('pulse-end')[0]?.data ?? {}
    expect(task).toEqual({ truncated: expect.stringMatching(/^"x{999}$/), bytes: 5_002 })
    expect(result).toBeNull()
  })

  test('output hangs on the event, unless there is none', async () => {
    const lab = await new FakeLab().open()
    const attachments: (string | undefined)[] = []
    lab.ledger.onWrite = ([event]) => { if (event?.kind === 'pulse-end') attachments.push(event.attachment) }
    lab.keeper.start()
    await settle()
    lab.body.act = () => ({ ...answered(0), output: '' })
    await lab.clock.advance(1000)
    expect(attachments.slice(0, 2)).toEqual(['said\n', undefined])
  })
})

describe('an incident', () => {
  test('is healed by a restart: crashed, healing, healthy, and exactly one end', async () => {
    const lab = await born()
    let bad = true
    const good = lab.body.act
    lab.body.act = (input) => (bad ? (bad = false, crashed()) : good(input))
    await lab.clock.advance(1_000)
    expect(states(lab)).toEqual(['healthy', 'crashed', 'healing', 'healthy'])
    expect(lab.ledger.of('incident-close').map(({ data }) => data.end)).toEqual(['healed'])
    const [failed, proof] = lab.ledger.of('pulse-end').slice(1)
    expect(proof?.data).toMatchObject({ probe: true, task: failed?.data.task })
    expect(proof?.incident).toBe(lab.ledger.of('incident-open')[0]?.incident)
    expect(failed?.incident, 'the pulse that opened it came before it').toBeNull()
    expect(lab.ledger.of('genome-fail'), 'the code was not to blame').toEqual([])
  })

  test('without a fault was detected in the time since the pulse began, whatever the wall clock does', async () => {
    const lab = await born()
    await lab.clock.advance(500)
    lab.body.act = () => (lab.clock.spend(123), crashed())
    Object.assign(lab.clock, { now: () => 5 })
    await lab.clock.advance(500)
    expect(lab.ledger.of('incident-open')[0]?.data).toMatchObject({ detectMs: 123, fault: null })
  })

  test('with a fault was detected in the time since its effect, the next one since its own pulse', async () => {
    const lab = await born()
    lab.accepts = () => false
    const good = lab.body.act
    lab.body.act = (input) => (lab.chaos.inForce('doubler') ? crashed() : good(input))
    const hurt = lab.chaos.inject({ kind: 'chaos-inject', organism: 'doubler', fault: 'memory-squeeze', seed: 1, ttlMs: 600_000 })
    lab.body.act = (input) => (lab.clock.spend(50), lab.chaos.inForce('doubler') ? crashed() : good(input))
    const { injection } = await hurt
    await lab.clock.advance(20_000)
    expect(lab.keeper.state()).toBe('quarantined')
    await lab.clock.advance(100_000)
    await lab.keeper.resume('again')
    await lab.clock.advance(20_000)
    expect(lab.ledger.of('incident-open').map(({ data }) => [data.fault, data.detectMs])).toEqual([[injection, 50], [injection, 50]])
  })

  test('names the fault that was in force when its pulse began, though it was taken back meanwhile', async () => {
    const lab = await born()
    const { injection = '' } = await lab.chaos.inject({ kind: 'chaos-inject', organism: 'doubler', fault: 'memory-squeeze', seed: 1 })
    const good = lab.body.act
    lab.body.act = async () => {
      lab.body.act = good
      await lab.chaos.undo(injection, 'undone', 'by hand')
      return crashed()
    }
    await settle()
    await lab.clock.advance(1_000)
    expect(lab.ledger.of('incident-open')[0]?.data.fault).toBe(injection)
  })

  test('that no rung can end well is quarantined: nothing runs until somebody resumes', async () => {
    const lab = await born()
    const good = lab.body.act
    lab.body.act = () => crashed()
    lab.accepts = () => false
    await lab.clock.advance(10_000)
    expect(states(lab)).toEqual(['healthy', 'crashed', 'healing', 'quarantined'])
    expect(lab.body.calls.at(-1)).toBe('restart')
    const pulses = lab.body.pulses.length
    await lab.clock.advance(100_000)
    lab.keeper.wake()
    await settle()
    expect(lab.body.pulses).toHaveLength(pulses)
    lab.body.act = good
    await lab.keeper.resume('by hand')
    await settle()
    expect(lab.body.pulses.length).toBeGreaterThan(pulses)
    expect(states(lab).at(-1)).toBe('healthy')
  })

  test('that rolled back makes the version that failed a failed one, and forgets how fast it was', async () => {
    const lab = await born()
    await lab.chaos.inject({ kind: 'chaos-inject', organism: 'doubler', fault: 'thrown-error', seed: 1 })
    await lab.clock.advance(100)
    expect(lab.ledger.of('genome-fail').map(({ data }) => data.genome)).toEqual(['doubler.g0002'])
    expect(lab.ledger.standing('doubler.g0003')).toMatchObject({ status: 'probation', origin: 'rollback' })
  })

  test('that went back to another version compares it with itself only', async () => {
    const lab = await born()
    await lab.clock.advance(30_000)
    lab.body.act = (input) => (lab.isGood(input.files) ? answered(2 * (input.task as number), { ms: 500 }) : crashed())
    await lab.chaos.inject({ kind: 'chaos-inject', organism: 'doubler', fault: 'thrown-error', seed: 1 })
    await lab.clock.advance(10_000)
    expect(states(lab).slice(-2), 'slower than the version before, and yet not slow').toEqual(['healing', 'healthy'])
  })

  test('of a port that is taken tries another port', async () => {
    const lab = await born()
    const good = lab.body.act
    let bad = true
    lab.body.act = (input) => (bad ? (bad = false, crashed({ phase: 'uncaught', code: 'EADDRINUSE', message: 'listen EADDRINUSE: address already in use' })) : good(input))
    await lab.clock.advance(1_000)
    expect(verdicts(lab)).toContain('port-taken')
    expect(lab.body.calls).toEqual(['restart on a new port'])
  })

  test('restarts a process that lives on before it is proved', async () => {
    const lab = await born()
    const good = lab.body.act
    let bad = true
    lab.body.livePid = 7
    lab.body.act = (input) => (bad ? (bad = false, crashed()) : good(input))
    await lab.clock.advance(1_000)
    expect(lab.body.calls).toEqual(['restart'])
  })
})

describe('slow', () => {
  test('is degraded, opens no incident, and passes', async () => {
    const lab = await born()
    let ms = 20
    lab.body.act = (input) => answered(2 * (input.task as number), { ms })
    await lab.clock.advance(30_000)
    ms = 400
    await lab.clock.advance(5_000)
    expect(states(lab)).toEqual(['healthy', 'degraded'])
    expect(lab.ledger.of('incident-open')).toEqual([])
    ms = 20
    await lab.clock.advance(2_000)
    expect(states(lab)).toEqual(['healthy', 'degraded', 'healthy'])
  })
})

test('an input outside the contract teaches nothing about what is usual', async () => {
  const lab = await new FakeLab(doubler({ spec: { task: fc.integer({ min: -1000, max: 1000 }) } })).open()
  lab.body.act = ({ task }) => {
    if ((task as number) >= 0) return answered(2 * (task as number), { ms: 20 })
    return { ...crashed({ name: 'RangeError', message: 'too small' }), run: runRecord(), workMs: 900 }
  }
  lab.keeper.start()
  await lab.clock.advance(60_000)
  expect(states(lab)).toEqual(['healthy'])
})

describe('probation', () => {
  const promoted = async (lab: FakeLab, origin: 'manual' | 'chaos') => {
    const genome = await lab.keeper.exclusive(async () => {
      const added = await addGenome(lab, { organism: 'doubler', files: { ...lab.organism.files, 'notes.txt': origin }, parents: [], origin, author: 'me', reason: 'other' })
      await promote(lab, added, 'other')
      return added
    })
    return genome.id
  }

  test('ends after as many good pulses in a row as the manifest asks for, once', async () => {
    const lab = await born()
    const id = await promoted(lab, 'manual')
    await lab.clock.advance(2_000)
    expect(lab.ledger.standing(id)?.status).toBe('probation')
    await lab.clock.advance(5_000)
    expect(lab.ledger.of('genome-prove').slice(1).map(({ data }) => data)).toEqual([{ genome: id, pulses: 3, fitness: -5 }])
  })

  test('begins anew after a bad pulse', async () => {
    const lab = await born()
    const id = await promoted(lab, 'manual')
    await lab.clock.advance(2_000)
    const good = lab.body.act
    let bad = true
    lab.body.act = (input) => (bad ? (bad = false, crashed()) : good(input))
    await lab.clock.advance(1_000)
    expect(lab.ledger.of('incident-close').map(({ data }) => data.end)).toEqual(['healed'])
    expect(lab.ledger.standing(id)?.status, 'one good pulse since').toBe('probation')
    await lab.clock.advance(2_000)
    expect(lab.ledger.standing(id)?.status).toBe('proven')
  })

  test('is not for what chaos made, however well it runs', async () => {
    const lab = await born()
    // A ledger that counts every promoted version as on probation must not make a keeper prove this one.
    const { standing } = lab.ledger
    lab.ledger.standing = (id) => {
      const known = standing(id)
      return known && { ...known, status: 'probation' }
    }
    lab.keeper = lab.keepAgain(noMemory)
    await promoted(lab, 'chaos')
    lab.keeper.start()
    await lab.clock.advance(10_000)
    expect(lab.ledger.of('genome-prove').map(({ data }) => data.genome)).not.toContain('doubler.g0002')
  })
})

describe('damage on disk', () => {
  test('is named once, and healed with an intact version', async () => {
    const lab = await born()
    lab.genomes.damaged.add('doubler.g0001')
    lab.clock.spend(30)
    await lab.clock.advance(5_000)
    expect(lab.ledger.of('genome-damage').map(({ data }) => data.genome)).toEqual(['doubler.g0001'])
    expect(lab.ledger.of('incident-open')[0]?.data).toMatchObject({ detectMs: 0, verdict: { kind: 'crash', signature: 'genome-damaged' } })
    expect(lab.ledger.of('incident-close').map(({ data }) => data.end)).toEqual(['rolled-back'])
    expect(lab.genomes.files(lab.genomes.current('doubler') ?? '')).toEqual(lab.organism.files)
    expect(lab.ledger.standing('doubler.g0001')?.status, 'damaged, not failed').toBe('damaged')
    expect(lab.keeper.state()).toBe('healthy')
  })
})

describe('the restart budget', () => {
  test('allows so many within a period, waits longer each time, and then escalates', async () => {
    const lab = await born(doubler({ manifest: { budget: { restarts: 3, periodMs: 60_000 }, pulseMs: 50 } }))
    lab.accepts = () => false
    let healthy = false
    // Fails by itself, and is well again after each restart: until the budget is spent.
    const good = lab.body.act
    lab.body.act = (input) => ((healthy = !healthy) ? crashed() : good(input))
    await lab.clock.advance(30_000)
    expect(lab.ledger.of('organism-restart').map(({ data }) => [data.used, data.allowed])).toEqual([[1, 3], [2, 3], [3, 3]])
    expect(lab.ledger.of('rung-end').filter(({ data }) => data.rung === 'restart').at(-1)?.data.why).toBe('its 3 restarts within 60 s are spent')
    expect(lab.ledger.of('organism-restart')[0]?.data.delayMs, 'most crashes pass').toBe(0)
    expect(lab.keeper.state()).toBe('quarantined')
    await lab.keeper.resume('by hand')
    lab.body.act = () => crashed()
    await lab.clock.advance(100)
    expect(lab.ledger.of('organism-restart').at(-1)?.data.used, 'resume gives a new budget').toBe(1)
  })

  test('is whole again when its period is over', async () => {
    const lab = await born(doubler({ manifest: { budget: { restarts: 1, periodMs: 1_000 } } }))
    const good = lab.body.act
    const failOnce = async () => {
      let bad = true
      lab.body.act = (input) => (bad ? (bad = false, crashed()) : good(input))
      await lab.clock.advance(2_000)
    }
    await failOnce()
    await failOnce()
    expect(lab.ledger.of('incident-close').map(({ data }) => data.end)).toEqual(['healed', 'healed'])
    expect(lab.ledger.of('organism-restart').map(({ data }) => data.delayMs), 'the back-off begins anew after a good pulse').toEqual([0, 0])
  })

  test('the back-off grows while pulses stay bad', async () => {
    const lab = await born(doubler({ manifest: { budget: { restarts: 50, periodMs: 1_000 } } }))
    lab.body.act = () => crashed()
    const waits = async (times: number) => {
      for (let time = 0; time < times; time += 1) await lab.clock.until(lab.keeper.spendRestart())
      return lab.ledger.of('organism-restart').slice(-times).map(({ data }) => data.delayMs)
    }
    await lab.keeper.stop()
    const other = lab.keepAgain(noMemory)
    lab.keeper = other
    const waited = await waits(4)
    expect(waited[0]).toBe(0)
    for (const [index, full] of [250, 500, 1000].entries()) {
      expect(waited[index + 1]).toBeGreaterThanOrEqual(full / 2)
      expect(waited[index + 1]).toBeLessThanOrEqual(full)
    }
  })
})

describe('pause and resume', () => {
  test('pause ends the process, and nothing runs till resume', async () => {
    const lab = await born()
    await lab.keeper.pause('by hand')
    expect(lab.body.calls).toEqual(['restart'])
    const pulses = lab.body.pulses.length
    await lab.clock.advance(10_000)
    expect(lab.body.pulses).toHaveLength(pulses)
    await lab.keeper.resume('by hand')
    await settle()
    expect(lab.body.pulses).toHaveLength(pulses + 1)
    expect(states(lab)).toEqual(['healthy', 'paused', 'healthy'])
  })

  test('pause twice tells it once', async () => {
    const lab = await born()
    await lab.keeper.pause('by hand')
    await lab.keeper.pause('again')
    expect(states(lab)).toEqual(['healthy', 'paused'])
  })

  test.each(['paused', 'quarantined'] as const)('%s outlives the core', async (state) => {
    const lab = await new FakeLab().open({ ...noMemory, state })
    lab.keeper.start()
    await lab.clock.advance(10_000)
    expect(lab.body.pulses).toEqual([])
    expect(lab.keeper.state()).toBe(state)
  })

  test('any other state is found out anew', async () => {
    const lab = await new FakeLab().open({ ...noMemory, state: 'healing' })
    lab.keeper.start()
    await settle()
    expect(lab.ledger.of('organism-state').map(({ data }) => [data.from, data.to])).toEqual([[null, 'healthy']])
  })

  test('commands wait for healing, its back-off included, and then get their turn', async () => {
    const lab = await born()
    const good = lab.body.act
    lab.body.act = () => crashed()
    lab.accepts = () => false
    lab.keeper.wake()
    await settle()
    const order: string[] = []
    const commands = [lab.keeper.pause('x'), lab.keeper.exclusive(async () => order.push(lab.keeper.state()))]
    expect(order).toEqual([])
    lab.body.act = good
    await lab.clock.until(Promise.all(commands))
    expect(order).toEqual(['paused'])
    expect(lab.ledger.kinds().indexOf('incident-close')).toBeLessThan(lab.ledger.events.findLastIndex(({ kind }) => kind === 'organism-state'))
  })
})

describe('exclusive', () => {
  test('never beside a pulse', async () => {
    const lab = await born(doubler({ spec: { properties: [] } }))
    const pulse = Promise.withResolvers<ReturnType<typeof answered>>()
    lab.body.act = () => pulse.promise
    lab.keeper.wake()
    await settle()
    let ran = false
    const work = lab.keeper.exclusive(async () => { ran = true; expect(lab.body.isBusy).toBe(false) })
    await settle()
    expect(ran).toBe(false)
    pulse.resolve(answered(0))
    await work
    expect(ran).toBe(true)
  })

  test('work that fails holds up nobody', async () => {
    const lab = await born()
    await expect(lab.keeper.exclusive(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await lab.keeper.exclusive(async () => 7)).toBe(7)
  })
})

describe('stop', () => {
  test('twice is harmless, and before the start too', async () => {
    const lab = await new FakeLab().open()
    await Promise.all([lab.keeper.stop(), lab.keeper.stop()])
    lab.keeper.start()
    await settle()
    expect(lab.body.pulses).toEqual([])
    expect(lab.broken).toEqual([])
  })

  test('in the middle of a pulse: what was stopped is not sick', async () => {
    const lab = await born()
    const pulse = Promise.withResolvers<ReturnType<typeof answered>>()
    lab.body.act = () => pulse.promise
    lab.keeper.wake()
    await settle()
    const told = lab.ledger.events.length
    const stopping = lab.keeper.stop()
    await settle()
    pulse.resolve({ ...crashed(), run: runRecord({ stopReason: 'stopped', signal: 'SIGTERM', exitCode: null, failure: failureOf() }) })
    await stopping
    await lab.clock.advance(10_000)
    expect(lab.ledger.events).toHaveLength(told)
    expect(lab.broken).toEqual([])
  })

  test.each(['the proof of a restart', 'the back-off', 'the gate', 'the first pulse of a new version'] as const)('in the middle of healing (%s): the incident stays open, for the next core', async (moment) => {
    const lab = await born()
    let stopping: Promise<void> | null = null
    const stop = (): void => void (stopping ??= lab.keeper.stop())
    let pulses = 0
    lab.body.act = () => {
      pulses += 1
      if (pulses === { 'the proof of a restart': 2, 'the first pulse of a new version': 3 }[moment as string]) stop()
      return crashed()
    }
    lab.accepts = () => {
      if (moment === 'the gate') stop()
      return true
    }
    if (moment === 'the back-off') lab.ledger.onWrite = ([event]) => { if (event?.kind === 'organism-restart') stop() }
    await lab.chaos.inject({ kind: 'chaos-inject', organism: 'doubler', fault: 'thrown-error', seed: 1 })
    await lab.clock.advance(5_000)
    expect(stopping).not.toBeNull()
    await lab.clock.until(stopping ?? Promise.resolve())
    const [opened] = lab.ledger.of('incident-open')
    expect(lab.ledger.of('incident-close')).toEqual([])
    expect(lab.ledger.view.organisms['doubler']?.incidents[0]).toMatchObject({ id: opened?.incident, end: null })
    expect(lab.body.calls.at(-1), 'nothing is started after the stop').toBe('stop')
    const begun = lab.body.pulses.length
    await lab.clock.advance(60_000)
    expect(lab.body.pulses).toHaveLength(begun)
    expect(lab.broken).toEqual([])
  })
})

describe('an incident that the last core left open', () => {
  test('is climbed again and ended, in the time since it opened', async () => {
    const lab = await new FakeLab().open({ ...noMemory, state: 'healing', open: left() })
    lab.keeper.start()
    await lab.clock.advance(100)
    expect(lab.ledger.of('incident-open')).toEqual([])
    expect(lab.ledger.of('incident-close').map(({ incident, data }) => [incident, data.end])).toEqual([['left-open', 'healed']])
    expect(lab.ledger.of('incident-close')[0]?.data.healMs).toBeGreaterThanOrEqual(5_000)
    expect(states(lab)).toEqual(['healing', 'healthy'])
    expect(lab.keeper.incident()).toBeNull()
  })
})

describe('an incident that the last core had healed, and not closed', () => {
  test('is closed with what held, and nothing is tried again', async () => {
    const attempt = { rung: 'repair' as const, tried: 'x', startedAt: 0, ms: 1, accepted: false, why: '', checks: [], genome: null }
    const lab = await new FakeLab().open({ ...noMemory, state: 'healing', open: { ...left(), attempts: [attempt, { ...attempt, accepted: true, why: 'it holds' }] } })
    lab.keeper.start()
    await lab.clock.advance(100)
    expect(lab.ledger.of('candidate-judge')).toEqual([])
    expect(lab.ledger.of('incident-close').map(({ incident, data }) => [incident, data.end, data.rung, data.why])).toEqual([['left-open', 'healed', 'repair', 'it holds']])
  })
})

describe('a ledger that refuses', () => {
  const failure = new LedgerUnavailableError('the disk is full')

  test('in a pulse: the core breaks, and nothing goes on', async () => {
    const lab = await born()
    lab.ledger.failure = failure
    await lab.clock.advance(10_000)
    expect(lab.broken).toEqual([failure])
    expect(lab.body.pulses).toHaveLength(2)
  })

  test('in the middle of healing: the core breaks, and no other rung is tried', async () => {
    const lab = await born()
    lab.body.act = () => crashed()
    lab.ledger.onWrite = ([event]) => { if (event?.kind === 'candidate-judge') lab.ledger.failure = failure }
    await lab.clock.advance(10_000)
    expect(lab.broken).toEqual([failure])
    expect(lab.ledger.of('rung-start').map(({ data }) => data.rung)).toEqual(['restart'])
  })

  test('for a pause: the one who asked is told', async () => {
    const lab = await born()
    lab.ledger.failure = failure
    await expect(lab.keeper.pause('x')).rejects.toBe(failure)
  })
})

test('signals and changes of launch wake the organism, and a change is in force until it is taken back', async () => {
  const lab = await born()
  lab.keeper.target.signal('SIGKILL')
  await settle()
  expect(lab.body.calls).toEqual(['SIGKILL'])
  expect(lab.body.pulses).toHaveLength(2)
  const undo = lab.keeper.target.override({ heapMb: 16 })
  const other = lab.keeper.target.override({ delayMs: 100 })
  await settle()
  expect(lab.body.pulses.at(-1)?.override).toEqual({ heapMb: 16, delayMs: 100 })
  await undo()
  await undo()
  await settle()
  expect(lab.body.pulses.at(-1)?.override).toEqual({ delayMs: 100 })
  await other()
})

test('a data fault reaches the pulses, and never the proof of a cure', async () => {
  const lab = await born()
  const good = lab.body.act
  const broken: unknown[] = []
  lab.body.act = (input) => (typeof input.task === 'number' ? good(input) : (broken.push(input.task), crashed()))
  await lab.chaos.inject({ kind: 'chaos-inject', organism: 'doubler', fault: 'malformed-input', seed: 3, intensity: 5 })
  await lab.clock.advance(20_000)
  expect(broken.length).toBeGreaterThan(0)
  const [closed] = lab.ledger.of('incident-close')
  expect(closed?.data.end).toBe('healed')
  expect(lab.ledger.of('fault-end').map(({ data }) => data.end)).toEqual(['healed'])
})
