import type { LedgerEvent } from '../../lib/contract/event.ts'
import type { World } from './world.ts'

interface InForce { organism: string | null; label: string; untilMs: number; since: number; ttlMs: number }

const lookMs = 250
/**
 * While a core runs and the ledger can be written, nobody leads for no longer than this: the silence that a core is
 * allowed (3 s), or the time to reach it (1 s), and its end.
 */
const leaderlessMs = 4_500
/** A fault whose time is over is taken back within this, ms in which its core could have done so. */
const overdueMs = 5_000

/** Looks at the world four times a second: what must not last. */
export class Patrol {
  readonly #world: World
  readonly #faults = new Map<string, InForce>()
  #leaderlessMs = 0

  constructor(world: World) {
    this.#world = world
    this.#again()
  }

  /** What was written. */
  hears({ kind, organism, data }: LedgerEvent): void {
    if (kind === 'fault-prepare') this.#faults.set(data.injection, { organism, label: data.label, untilMs: Infinity, since: this.#world.clock.mono(), ttlMs: data.ttlMs })
    if (kind === 'fault-inject') {
      const fault = this.#faults.get(data.injection)
      if (fault) fault.untilMs = this.#world.clock.mono() + fault.ttlMs + overdueMs
    }
    if (kind === 'fault-end') this.#faults.delete(data.injection)
  }

  /** Another core leads. It knows when a fault ends by the wall clock alone, and gives it its time once more at most. */
  takenOver(): void {
    this.#leaderlessMs = 0
    if (!this.#world.hasWallGoneBack) return
    for (const fault of this.#faults.values()) fault.untilMs = Math.max(fault.untilMs, this.#world.clock.mono() + fault.ttlMs + overdueMs)
  }

  #again(): void {
    this.#world.clock.at(lookMs, 'patrol', () => {
      this.#look()
      this.#again()
    })
  }

  #look(): void {
    const world = this.#world
    const { leader, locks, disk, clock } = world
    const canWrite = !locks.isHeld && !disk.isFull
    const isLed = leader?.process.isRunning === true && leader.isLeading
    if (isLed) this.#leaderlessMs = 0
    else if (canWrite && world.cores.some((core) => core.process.isRunning && core.beat !== null)) this.#leaderlessMs += lookMs
    if (this.#leaderlessMs > leaderlessMs) world.violates(`nobody has led for ${leaderlessMs} ms, and there was a core that could`)

    const { organisms } = world.reader.view()
    for (const fault of this.#faults.values()) {
      const isBusy = ['healing', 'crashed'].includes(organisms[fault.organism ?? '']?.state ?? '')
      if (!isLed || !canWrite || isBusy) fault.untilMs += lookMs
      else if (clock.mono() > fault.untilMs) {
        world.violates(`${fault.label} is in force, ${clock.mono() - fault.since} ms after it was prepared for ${fault.ttlMs} ms`)
        fault.untilMs = Infinity
      }
    }
  }
}
