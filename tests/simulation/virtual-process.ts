import type { Clock } from '../../lib/contract/ports/clock.ts'
import type { ProcessIdentity } from '../../lib/contract/ports/store.ts'
import type { ProcessState } from '../../lib/process/process-identity.ts'
import type { Happening } from './virtual-clock.ts'
import type { World } from './world.ts'

/** What the code of a killed process runs into: nobody hears of it any more. */
export class KilledError extends Error {}

interface Held { lane: string; work: () => void }

/** From the end of its connections to where nothing of it is left, ms: mostly at once. */
const dyingMs = [0, 0, 1, 1, 3, 8, 15, 60]

/**
 * A process of the machine, with the life of one: what it waits for comes while it runs, is held while it is stopped, and
 * never comes once it is killed. What it does goes through here as well, so that code which is still on its way when the
 * signal strikes changes nothing more.
 */
export class VirtualProcess implements ProcessIdentity {
  readonly world: World
  readonly core: string
  readonly host = 'here'
  readonly pid: number
  readonly born: string
  /** Called when it runs no more, when it has let go of all that it held, and when it is dead. */
  readonly onOver: (() => void)[] = []
  readonly onLetGo: (() => void)[] = []
  readonly onDeath: ((exitCode: number | null) => void)[] = []
  readonly onWake: (() => void)[] = []
  /** Stopped by its own hand, so that another one leads beside it. */
  isSplit = false
  /** Told to end in order. */
  isTerminated = false
  /** When it was woken last, monotonic ms; null: never stopped. */
  wokenAt: number | null = null
  #state: ProcessState = 'running'
  #held: Held[] = []
  #isHung = false

  constructor(world: World, core: string, pid: number) {
    this.world = world
    this.core = core
    this.pid = pid
    this.born = `${world.clock.mono()}`
  }

  get name(): string { return `${this.core}/${this.pid}` }
  get isRunning(): boolean { return this.#state === 'running' }
  get isStopped(): boolean { return this.#state === 'stopped' }
  /** Its code has run for the last time. */
  get isOver(): boolean { return this.#state === 'dying' || this.#state === 'dead' }
  get isDead(): boolean { return this.#state === 'dead' }

  /** As the kernel tells it. */
  seen(): ProcessState { return this.#isHung && this.isStopped ? 'running' : this.#state }

  /** Its own doing, as soon as it runs. */
  act(lane: string, work: () => void): void {
    if (this.#state === 'running') work()
    else if (this.#state === 'stopped') this.#held.push({ lane: this.#lane(lane), work })
  }

  /** Something that comes to it after a while. */
  post(delayMs: number, lane: string, work: () => void): Happening {
    const full = this.#lane(lane)
    return this.world.clock.at(delayMs, full, () => {
      if (this.#state === 'running') work()
      else if (this.#state === 'stopped') this.#held.push({ lane: full, work })
    })
  }

  /** A call of something outside: it is done after `beforeMs`, and heard of `afterMs` later. */
  call<T>(lane: string, [beforeMs, afterMs]: readonly [number, number], work: () => T): Promise<Awaited<T>> {
    return new Promise<Awaited<T>>((resolve, reject) => this.act(lane, () => {
      this.post(beforeMs, lane, () => {
        const tell = (settle: () => void): void => void this.post(afterMs, lane, settle)
        void (async () => work())().then((value) => tell(() => resolve(value as Awaited<T>)), (error: Error) => tell(() => reject(error)))
      })
    }))
  }

  /** What it reads at once, which nobody does who is dead. */
  look<T>(work: () => T): T {
    if (this.isOver) throw new KilledError(`${this.name} is dead`)
    return work()
  }

  kill(): void { this.#end(null) }

  exit(code: number): void {
    // One that is stopped ends when it goes on.
    this.act('exit', () => this.#end(code))
  }

  stop(): void {
    if (this.#state !== 'running') return
    this.#state = 'stopped'
    this.#isHung = false
    this.world.tell(`${this.name} is stopped`)
  }

  /** It does nothing, and looks as if it ran: a loop without an end. */
  hang(): void {
    this.stop()
    this.#isHung = true
  }

  /** What was held comes now, each lane in its order. */
  wake(): void {
    if (this.#state !== 'stopped') return
    this.#state = 'running'
    this.wokenAt = this.world.clock.mono()
    this.world.tell(`${this.name} goes on`)
    for (const woken of this.onWake.splice(0)) woken()
    for (const { lane, work } of this.#held.splice(0)) {
      this.world.clock.at(0, lane, () => {
        if (this.#state === 'running') work()
        else if (this.#state === 'stopped') this.#held.push({ lane, work })
      })
    }
  }

  /** Its view of time. A wall clock belongs to the machine; timers to the process. */
  readonly clock: Clock = {
    now: () => this.world.wallNow(),
    mono: () => this.world.clock.mono(),
    sleep: (ms, signal) => new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const wake = (): void => {
        due.cancel()
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const due = this.post(ms, 'timers', wake)
      signal?.addEventListener('abort', wake)
    }),
  }

  #lane(lane: string): string { return `${this.name} ${lane}` }

  #end(exitCode: number | null): void {
    if (this.isOver) return
    this.#state = 'dying'
    this.#held = []
    this.world.tell(`${this.name} ${exitCode === null ? 'is killed' : `exits with ${exitCode}`}`)
    const { clock, chance } = this.world
    for (const over of this.onOver.splice(0)) over()
    clock.at(0, `${this.name} end`, () => {
      for (const letGo of this.onLetGo.splice(0)) letGo()
      clock.at(chance.of(dyingMs), `${this.name} end`, () => {
        this.#state = 'dead'
        for (const heard of this.onDeath.splice(0)) heard(exitCode)
      })
    })
  }
}
