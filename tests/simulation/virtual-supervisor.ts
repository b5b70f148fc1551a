import { exitCodes } from '../../lib/contract/stream.ts'
import { planRestart, type RestartLimits } from '../../lib/gate/restart-plan.ts'
import type { VirtualCore } from './virtual-core.ts'
import type { World } from './world.ts'

/** As in lib/gate/supervisor.ts. */
const lookMs = 500
const silentMs = 5_000
const readyMs = 15_000
/** As in lib/gate/supervise-cores.ts. */
const patienceMs = 4_000

/** Keeps one core alive, as the gate process does: by the same plan, on time that is simulated. */
export class VirtualSupervisor {
  readonly #world: World
  readonly #launch: () => VirtualCore
  readonly #limits: RestartLimits
  core: VirtualCore | null = null
  #falls: number[] = []

  constructor(world: World, limits: RestartLimits, launch: () => VirtualCore) {
    this.#world = world
    this.#limits = limits
    this.#launch = launch
  }

  start(): void {
    const { clock } = this.#world
    const core = this.#launch()
    const bornAt = clock.mono()
    this.core = core
    const look = (): void => {
      if (core.process.isOver) return
      const silence = clock.mono() - Math.max(core.beatAt, bornAt)
      if (silence >= (core.beat === null ? readyMs : silentMs)) {
        this.#world.met('the supervisor kills a silent core')
        core.process.kill()
      }
      clock.at(lookMs, 'supervisor', look)
    }
    clock.at(lookMs, 'supervisor', look)
    core.process.onDeath.push((exitCode) => this.#ended(exitCode))
  }

  #ended(exitCode: number | null): void {
    const { clock } = this.#world
    this.core = null
    if (exitCode === exitCodes.steppedDown || exitCode === exitCodes.handedOver) return this.start()
    const plan = planRestart(this.#falls, clock.mono(), this.#limits)
    this.#falls = plan.falls
    if (plan.spent) this.#world.met('the restarts of a core are spent')
    clock.at(plan.delayMs, 'supervisor', () => this.start())
    return undefined
  }
}

/** The first one by itself, the others when it leads, or after a while. */
export function startSupervisors(world: World, [first, ...others]: readonly VirtualSupervisor[]): void {
  let areUp = false
  const startOthers = (): void => {
    if (areUp) return
    areUp = true
    for (const other of others) other.start()
  }
  const began = world.clock.mono()
  const look = (): void => {
    if (first?.core?.isLeading === true || world.clock.mono() - began >= patienceMs) startOthers()
    else world.clock.at(50, 'supervisor', look)
  }
  first?.start()
  look()
}
