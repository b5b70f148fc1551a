import type { VirtualProcess } from './virtual-process.ts'
import type { World } from './world.ts'

export interface WireEnd {
  say: (message: unknown) => void
  close: () => void
}

interface Listener { process: VirtualProcess; accept: (wire: Wire) => void }
interface Side { process: VirtualProcess; heard: (message: unknown) => void; ended: () => void; isOver: boolean; lastAt: number }

/** From one end to the other, ms: mostly at once. */
const passageMs = [0, 0, 0, 0, 1, 1, 2]

/**
 * Unix sockets of the machine. What was written before a connection ends arrives, in its order; a process that is stopped
 * takes connections in, and hears nothing.
 */
export class VirtualWires {
  readonly #world: World
  readonly #listeners = new Map<string, Listener>()
  readonly #wires = new Set<Wire>()
  #count = 0
  /** Until then nobody can connect; nothing passes; everything takes so long. Monotonic ms. */
  cutUntil = 0
  deafUntil = 0
  slow = { untilMs: 0, byMs: 0 }

  constructor(world: World) {
    this.#world = world
  }

  listen(path: string, process: VirtualProcess, accept: (wire: Wire) => void): () => void {
    const listener = { process, accept }
    this.#listeners.set(path, listener)
    const close = (): void => {
      if (this.#listeners.get(path) === listener) this.#listeners.delete(path)
    }
    process.onLetGo.push(close)
    return close
  }

  /** @throws where nobody listens there */
  connect(path: string, process: VirtualProcess): Wire {
    const listener = this.#listeners.get(path)
    if (listener === undefined || this.isCut) throw new Error(`nobody listens at ${path}`)
    const wire = new Wire(this, `wire ${(this.#count += 1)}`, process, listener.process)
    this.#wires.add(wire)
    wire.knock(() => listener.accept(wire))
    return wire
  }

  get isCut(): boolean { return this.#world.clock.mono() < this.cutUntil }

  /** Breaks every connection, and for so long no other is made. */
  cut(forMs: number): void {
    this.cutUntil = this.#world.clock.mono() + forMs
    for (const wire of [...this.#wires]) wire.break()
  }

  /** For so long nothing arrives; then all of it does. */
  deafen(forMs: number): void { this.deafUntil = this.#world.clock.mono() + forMs }

  slowDown(byMs: number, forMs: number): void { this.slow = { byMs, untilMs: this.#world.clock.mono() + forMs } }

  mend(): void {
    this.cutUntil = 0
    this.deafUntil = 0
    this.slow = { untilMs: 0, byMs: 0 }
  }

  passageMs(): number {
    const { clock, chance } = this.#world
    const now = clock.mono()
    const slowly = now < this.slow.untilMs ? chance.between(0, this.slow.byMs) : 0
    return Math.max(slowly + chance.of(passageMs), this.deafUntil - now)
  }

  forget(wire: Wire): void { this.#wires.delete(wire) }
}

/** A connection. The side that dialled is the first. */
export class Wire {
  readonly #wires: VirtualWires
  readonly #sides: [Side, Side]
  readonly #lane: string

  constructor(wires: VirtualWires, lane: string, dialler: VirtualProcess, listener: VirtualProcess) {
    this.#wires = wires
    this.#lane = lane
    const side = (process: VirtualProcess): Side => ({ process, heard: () => undefined, ended: () => undefined, isOver: false, lastAt: 0 })
    this.#sides = [side(dialler), side(listener)]
    for (const index of [0, 1] as const) this.#sides[index].process.onLetGo.push(() => this.#close(index))
  }

  /** Before anything that is said. */
  knock(accept: () => void): void { this.#arrive(1, accept) }

  end(index: 0 | 1, listener: Pick<Side, 'heard' | 'ended'>): WireEnd {
    const own = this.#sides[index]
    Object.assign(own, listener)
    return {
      say: (message) => own.process.act('sockets', () => {
        // As it crosses the socket.
        const text = JSON.stringify(message)
        if (!own.isOver) this.#arrive(index === 0 ? 1 : 0, (other) => { if (!other.isOver) other.heard(JSON.parse(text)) })
      }),
      close: () => own.process.act('sockets', () => this.#close(index)),
    }
  }

  /** Both ends are told. */
  break(): void {
    for (const index of [0, 1] as const) this.#arrive(index, (side) => this.#over(side))
    this.#wires.forget(this)
  }

  /** By one side: it hears no more, and the other one hears what was said before. */
  #close(index: 0 | 1): void {
    const own = this.#sides[index]
    if (own.isOver) return
    own.isOver = true
    this.#wires.forget(this)
    own.process.post(0, this.#lane, own.ended)
    this.#arrive(index === 0 ? 1 : 0, (other) => this.#over(other))
  }

  #over(side: Side): void {
    if (side.isOver) return
    side.isOver = true
    side.ended()
  }

  #arrive(index: 0 | 1, work: (side: Side) => void): void {
    const side = this.#sides[index]
    const { clock } = side.process.world
    side.lastAt = Math.max(side.lastAt, clock.mono() + this.#wires.passageMs())
    side.process.post(side.lastAt - clock.mono(), this.#lane, () => work(side))
  }
}
