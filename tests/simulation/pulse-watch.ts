import type { VirtualProcess } from './virtual-process.ts'
import type { World } from './world.ts'

interface Running { core: VirtualProcess; organism: string; since: number }

/** From waking to the first write that tells a core that its reign is over, and from there to its end, ms. Its heart beats once a second. */
const unawareMs = 1_000 + 500 + 500

/**
 * No organism pulses on two cores at a time. One exception is the design's: a core that was stopped by its own hand
 * (split brain) wakes up and believes that it still leads, until its first write is refused. What ran when it was stopped
 * has been ended by then; what it begins is over within {@link unawareMs} of its waking, and nothing of it is written.
 */
export class PulseWatch {
  readonly #world: World
  readonly #running = new Map<unknown, Running>()

  constructor(world: World) {
    this.#world = world
  }

  begins(core: VirtualProcess, organism: string, run: unknown): void {
    const { clock, leads } = this.#world
    leads.acts(core, `let ${organism} pulse`)
    this.#check(organism)
    this.#running.set(run, { core, organism, since: clock.mono() })
    this.#check(organism)
  }

  ends(run: unknown): void {
    const pulse = this.#running.get(run)
    if (pulse) this.#check(pulse.organism)
    this.#running.delete(run)
  }

  #check(organism: string): void {
    const pulses = [...this.#running.values()].filter((pulse) => pulse.organism === organism)
    const cores = new Set(pulses.map(({ core }) => core))
    if (cores.size < 2) return
    const newest = this.#world.leads.holder
    for (const { core, since } of pulses) {
      if (core === newest) continue
      const isUnaware = core.isSplit && core.wokenAt !== null && since >= core.wokenAt && this.#world.clock.mono() - core.wokenAt <= unawareMs
      if (isUnaware) this.#world.met('an old core pulsed before it knew')
      else this.#world.violates(`${organism} pulses on ${[...cores].map(({ name }) => name).join(' and ')} at the same time`)
    }
  }
}
