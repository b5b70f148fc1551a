import fc from 'fast-check'
import { steps, type Step } from '../../../lib/contract/step.ts'
import type { World } from '../world.ts'
import { deed, type DeedArbitrary } from './deed.ts'
import { ask } from './requests.ts'

const strike = fc.record({
  step: fc.constantFrom(...steps), signal: fc.constantFrom('SIGKILL' as const, 'SIGKILL' as const, 'SIGSTOP' as const), nth: fc.nat({ max: 2 }), seed: fc.nat({ max: 99 }),
})

/** A core that ends, or stops, at a labelled step, and what brings it there. */
export const strikeDeeds: DeedArbitrary[] = [
  deed('strike at a step', strike, (world, { step, signal, nth, seed }) => {
    const isTakeover = step.startsWith('takeover')
    const struck = isTakeover ? world.standbys : world.leader === undefined ? [] : [world.leader]
    for (const { steps: of } of struck) of.arm(step, signal)
    if (struck.length > 0) provoke(world, step, world.patients[nth % world.patients.length]?.organism.id ?? '', seed)
    return struck.length > 0
  }),
  deed('stop the leader in a transaction', fc.constant(undefined), (world) => {
    world.leader?.steps.arm('commit-open', 'SIGSTOP')
    return world.leader !== undefined
  }),
]

/** Which way a version may go live by a person's word. */
const change = fc.record({ nth: fc.nat({ max: 2 }), seed: fc.nat({ max: 99 }), isBack: fc.boolean(), intensity: fc.integer({ min: 1, max: 5 }), afterMs: fc.nat({ max: 20 }) })

/** Two things at a time: while a version goes live, the core that does it is stopped, and wakes when another one leads. */
export const splitDeeds: DeedArbitrary[] = [
  deed('split the brain while a version goes live', change, (world, { nth, seed, isBack, intensity, afterMs }) => {
    const organism = world.patients[nth % world.patients.length]?.organism.id ?? ''
    const isAsked = ask(world, { kind: 'chaos-inject', fault: 'split-brain', seed, intensity })
    world.clock.at(afterMs, 'the world', () => provoke(world, isBack ? 'rollback-started' : 'promote-started', organism, seed))
    return isAsked
  }),
]

function provoke(world: World, step: Step, organism: string, seed: number): void {
  if (step.startsWith('takeover')) world.leader?.process.kill()
  else if (step.startsWith('rollback')) {
    const versions = world.reader.genomes({ organism, limit: 100 })
    const live = versions.find(({ current }) => current)
    const other = versions.find(({ hash }) => hash !== live?.hash)
    if (other) ask(world, { kind: 'genome-rollback', genome: other.id })
    else ask(world, { kind: 'configure-healing', organism, mode: 'rollback-only' })
  } else if (step.startsWith('quarantine')) {
    ask(world, { kind: 'configure-healing', organism, mode: 'off' })
    ask(world, { kind: 'chaos-inject', organism, fault: 'syntax-error', seed, ttlMs: 8_000 })
  } else if (step.startsWith('promote')) ask(world, { kind: 'chaos-inject', organism, fault: 'thrown-error', seed, ttlMs: 8_000 })
}
