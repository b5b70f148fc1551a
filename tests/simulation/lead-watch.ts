import type { LeadClaim } from '../../lib/contract/ports/store.ts'
import type { VirtualProcess } from './virtual-process.ts'
import type { World } from './world.ts'

/**
 * Who leads. A core may take the lead when whoever led has run for the last time, or has let go of it in order, or has
 * stopped itself for a split brain; never from one that lives. Nothing is written but by the core that took it last, and
 * before that one touches a version or lets an organism pulse, nothing is left of the one before.
 */
export class LeadWatch {
  readonly #world: World
  readonly #hasLetGo = new Set<VirtualProcess>()
  holder: VirtualProcess | null = null
  #before: VirtualProcess | null = null
  epoch = 0

  constructor(world: World) {
    this.#world = world
  }

  /** Asked before it is taken, and told when it was. @returns what is wrong with it, if it succeeds */
  isFree(claimant: VirtualProcess, { over }: LeadClaim): string | null {
    const { holder } = this
    if (holder === null || holder.isOver || holder.isSplit || this.#hasLetGo.has(holder)) return null
    return `${claimant.name} took the lead over epoch ${over} while ${holder.name} lived and had not let go of it`
  }

  takes(claimant: VirtualProcess, epoch: number, wrong: string | null): void {
    if (wrong !== null) this.#world.violates(wrong)
    if (epoch !== this.epoch + 1) this.#world.violates(`epoch ${epoch} followed epoch ${this.epoch}`)
    this.#world.tell(`${claimant.name} leads in epoch ${epoch}`)
    this.#before = this.holder
    this.holder = claimant
    this.epoch = epoch
    this.#world.patrol.takenOver()
    this.#world.met('another core led')
  }

  letsGo(core: VirtualProcess): void { this.#hasLetGo.add(core) }

  /** Of the versions on disk. */
  switches(core: VirtualProcess, genome: string): void {
    this.#world.tell(`${core.name} makes ${genome} the live one`)
    this.acts(core, `made ${genome} the live one`)
    if (core !== this.holder) this.#world.met('an old core made a version the live one')
  }

  /** It is about to do what nobody else may be in the middle of. */
  acts(core: VirtualProcess, what: string): void {
    const before = this.#before
    if (core !== this.holder || before === null || before.isDead || before.isSplit || this.#hasLetGo.has(before)) return
    this.#world.violates(`${core.name} ${what} while something was left of ${before.name}`)
  }

  writes(core: VirtualProcess, epoch: number): void {
    if (epoch !== this.epoch) this.#world.violates(`${core.name} wrote in epoch ${epoch}, when epoch ${this.epoch} had begun`)
  }
}
