import fc from 'fast-check'
import { deed, type DeedArbitrary } from './deed.ts'

const spell = fc.constantFrom(1, 15, 30, 100, 300, 900, 1_500, 4_000)
const hour = 3_600_000

/** What happens to sockets, disk and clock of the machine. */
export const surroundingDeeds: DeedArbitrary[] = [
  deed('cut the link for', spell, (world, ms) => world.wires.cut(ms)),
  deed('let the link go deaf for', spell, (world, ms) => world.wires.deafen(ms)),
  deed('slow the link', fc.record({ byMs: fc.constantFrom(5, 60, 250, 1_200), forMs: spell }), (world, { byMs, forMs }) => world.wires.slowDown(byMs, forMs)),
  deed('lock the ledger for', spell, (world, ms) => {
    const release = world.locks.hold()
    if (release === null) return false
    world.clock.at(ms, 'the world', release)
    return true
  }),
  deed('fill the disk for', spell, (world, ms) => void world.disk.fill(ms)),
  deed('move the wall clock by', fc.constantFrom(-365 * 24 * hour, -hour, -30_000, -500, 500, 30_000, hour, 365 * 24 * hour), (world, ms) => world.moveWall(ms)),
]
