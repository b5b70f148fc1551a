import fc from 'fast-check'
import type { VirtualCore } from '../virtual-core.ts'
import type { World } from '../world.ts'
import { deed, nothing, type DeedArbitrary } from './deed.ts'

/** A signal from outside, to whoever leads or whoever stands by. */
const both = (is: string, strike: (core: VirtualCore) => void): DeedArbitrary[] => [
  deed(`${is} the leader`, nothing, (world) => hit(world.leader, strike)),
  deed(`${is} a standby`, nothing, (world) => hit(world.standbys[0], strike)),
]

const hit = (core: VirtualCore | undefined, strike: (core: VirtualCore) => void): boolean => {
  if (core !== undefined) strike(core)
  return core !== undefined
}

const stopped = (world: World): VirtualCore[] => world.cores.filter(({ process }) => process.isStopped)

export const processDeeds: DeedArbitrary[] = [
  ...both('kill', ({ process }) => process.kill()),
  ...both('stop', ({ process }) => process.stop()),
  ...both('terminate', (core) => core.terminate()),
  deed('let the stopped go on', nothing, (world) => {
    const all = stopped(world)
    for (const { process } of all) process.wake()
    return all.length > 0
  }),
  deed('stop the leader for', fc.constantFrom(20, 150, 390, 410, 2_900), (world, ms) => hit(world.leader, ({ process }) => {
    process.stop()
    world.clock.at(ms, 'the world', () => process.wake())
  })),
  deed('hang the leader for', fc.constantFrom(300, 2_900, 3_100, 8_000), (world, ms) => hit(world.leader, ({ process }) => {
    process.hang()
    world.clock.at(ms, 'the world', () => process.wake())
  })),
  deed('let a core fall again and again', fc.record({ nth: fc.nat({ max: 2 }), times: fc.integer({ min: 3, max: 8 }), livesMs: fc.constantFrom(1, 20, 120, 600) }), (world, { nth, times, livesMs }) =>
    fallAgain(world, nth % world.supervisors.length, times, livesMs)),
  deed('kill all', nothing, (world) => {
    const all = world.cores
    for (const { process } of all) process.kill()
    return all.length > 0
  }),
]

/** As on a machine where one core cannot live: each time that it is started it ends, until the world is left alone. */
function fallAgain(world: World, nth: number, times: number, livesMs: number): void {
  const supervisor = world.supervisors[nth]
  const fall = (left: number): void => {
    if (!world.isRough || left === 0) return
    const isThere = supervisor?.core?.process.isOver === false
    supervisor?.core?.process.kill()
    world.clock.at(livesMs, 'the world', () => fall(isThere ? left - 1 : left))
  }
  fall(times)
}
