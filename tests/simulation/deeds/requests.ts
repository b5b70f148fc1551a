import fc from 'fast-check'
import type { CommandRequest } from '../../../lib/contract/command.ts'
import { steps } from '../../../lib/contract/step.ts'
import type { World } from '../world.ts'
import { deed, nothing, type DeedArbitrary } from './deed.ts'

/** As the gate process does it: acknowledged once it is on disk, refused where that cannot be. */
export function ask(world: World, request: CommandRequest): boolean {
  // It would wait for the lock for a while, and then say no.
  if (world.locks.isHeld || world.disk.isFull || world.leads.epoch === 0) {
    world.met('a request was refused')
    return false
  }
  const { id } = world.desk.insert(request, { author: 'the world' })
  world.asked.push(id)
  world.commits += 1
  return true
}

const codeFaults = ['thrown-error', 'syntax-error', 'delete-lines', 'off-by-one', 'null-value']
const ttlMs = fc.constantFrom(1_000, 3_000, 8_000, 20_000)
const seed = fc.nat({ max: 999 })
const nth = fc.nat({ max: 5 })
const organismOf = (world: World, index: number): string => world.patients[index % world.patients.length]?.organism.id ?? ''

const inject = (is: string, faults: string[]): DeedArbitrary =>
  deed(is, fc.record({ nth, fault: fc.constantFrom(...faults), seed, ttlMs }), (world, { nth: index, fault, ...how }) =>
    ask(world, { kind: 'chaos-inject', organism: organismOf(world, index), fault, ...how }))

const system = <T>(fault: string, more: fc.Arbitrary<T>): DeedArbitrary =>
  deed(`ask for ${fault}`, fc.record({ seed, ttlMs, more }), (world, { more: how, ...choice }) => ask(world, { kind: 'chaos-inject', fault, ...choice, ...how }))

const atStep = fc.record({ at: fc.constantFrom(...steps) })

/** What people ask for. */
export const requestDeeds: DeedArbitrary[] = [
  inject('ask for a code fault', codeFaults),
  inject('ask for a code fault', codeFaults),
  inject('ask for a code fault', codeFaults),
  inject('ask for a data fault', ['empty-input', 'malformed-input']),
  inject('ask for a runtime fault', ['added-latency', 'memory-squeeze']),
  system('kill-core', fc.constant({})),
  system('kill-core', atStep),
  system('stop-core', fc.constant({})),
  system('stop-core', atStep),
  system('split-brain', fc.record({ intensity: fc.integer({ min: 1, max: 5 }) })),
  system('split-brain', fc.record({ intensity: fc.integer({ min: 1, max: 5 }) })),
  system('break-link', fc.constant({})),
  system('lock-ledger', fc.constant({})),
  system('fill-disk', fc.constant({})),
  system('jump-clock', fc.record({ intensity: fc.integer({ min: 1, max: 5 }) })),
  deed('ask to take a fault back', nth, (world, index) => {
    const running = world.reader.view().injections.filter(({ end }) => end === null)
    const { id } = running[index % running.length] ?? {}
    return id !== undefined && ask(world, { kind: 'chaos-undo', injection: id })
  }),
  deed('ask to roll back', fc.record({ nth, version: nth }), (world, { nth: index, version }) => {
    const versions = world.reader.genomes({ organism: organismOf(world, index), limit: 100 })
    const { id } = versions[version % versions.length] ?? {}
    return id !== undefined && ask(world, { kind: 'genome-rollback', genome: id })
  }),
  deed('ask to pause', nth, (world, index) => ask(world, { kind: 'organism-pause', organism: organismOf(world, index) })),
  deed('ask to resume', nth, (world, index) => ask(world, { kind: 'organism-resume', organism: organismOf(world, index) })),
  deed('ask to heal otherwise', fc.record({ nth, mode: fc.constantFrom('full' as const, 'rollback-only' as const, 'off' as const) }), (world, { nth: index, mode }) =>
    ask(world, { kind: 'configure-healing', organism: organismOf(world, index), mode })),
  deed('ask to switch the lead', nothing, (world) => ask(world, { kind: 'core-switch' })),
  deed('ask to switch the lead', nothing, (world) => ask(world, { kind: 'core-switch' })),
  deed('ask to stop chaos', nothing, (world) => ask(world, { kind: 'chaos-stop' })),
  deed('ask to allow chaos', nothing, (world) => ask(world, { kind: 'chaos-allow' })),
  deed('ask to reset the demo', nothing, (world) => ask(world, { kind: 'demo-reset' })),
]
