import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { OutputBatch } from '../../../lib/contract/stream.ts'

/** Something that came from the engine, in its order. */
export type Arrival = { at: number; event: LedgerEvent } | { at: number; output: OutputBatch }

/** How much slower than it happened: 1 is as it happens. */
export const slownesses = [1, 2, 5, 10, 20, 50, 100] as const
export type Slowness = (typeof slownesses)[number]

export interface Surroundings {
  /** The engine's clock, ms. */
  now: () => number
  /** @returns cancel */
  after: (ms: number, act: () => void) => () => void
}

const bounds = { events: 20_000, lines: 100_000 } as const

/**
 * Between what arrives and what is shown: lets all of it through, or holds it back while the reader pauses, steps or
 * watches in slow motion. Nothing that waits is lost but raw output beyond a bound, which is counted, and events
 * beyond one, after which there is only the way to now.
 */
export class Playhead {
  slowness: Slowness = 1
  isPaused = false
  /** Too much came in to step through. */
  isOverrun = false
  readonly #show: (arrivals: readonly Arrival[]) => void
  readonly #around: Surroundings
  #queue: Arrival[] = []
  #waitingEvents = 0
  #waitingLines = 0
  /** What was shown last: its own time, and when it was shown. */
  #last: { at: number; shownAt: number } | null = null
  #pausedAt: number | null = null
  #cancel: (() => void) | null = null

  constructor(show: (arrivals: readonly Arrival[]) => void, around: Surroundings) {
    this.#show = show
    this.#around = around
  }

  /** Events that have happened and are not shown yet. */
  get waiting(): number {
    return this.#waitingEvents
  }

  get waitingLines(): number {
    return this.#waitingLines
  }

  /** The clock of what is shown. */
  get shownNow(): number {
    const now = this.#around.now()
    if (this.isPaused) return Math.min(this.#pausedAt ?? now, now)
    if (this.slowness === 1 || !this.#last) return now
    return Math.min(now, this.#last.at + (now - this.#last.shownAt) / this.slowness)
  }

  take(arrivals: readonly Arrival[]): void {
    if (!this.isPaused && this.slowness === 1) return this.#show(arrivals)
    for (const arrival of arrivals) this.#enqueue(arrival)
    this.#trim()
    this.#play()
  }

  pause(): void {
    if (this.isPaused) return
    this.#pausedAt = this.shownNow
    this.isPaused = true
    this.#cancel?.()
    this.#cancel = null
  }

  /** Goes on at the pace that is set; at full pace that is now. */
  resume(): void {
    if (!this.isPaused) return
    if (this.slowness === 1 || this.isOverrun) return this.catchUp()
    this.isPaused = false
    this.#beginAt(this.#pausedAt ?? this.#around.now())
    this.#play()
  }

  setSlowness(slowness: Slowness): void {
    const at = this.shownNow
    this.slowness = slowness
    if (this.isPaused) return
    if (slowness === 1) return this.catchUp()
    this.#beginAt(at)
    this.#play()
  }

  /** One event on, and whatever was printed before it. Pauses first. */
  step(): void {
    this.pause()
    const place = this.#queue.findIndex((arrival) => 'event' in arrival)
    if (place < 0) return
    this.#pausedAt = this.#queue[place]!.at
    this.#release(place + 1)
  }

  /** All that waits, at once; the pace stays. */
  catchUp(): void {
    this.isPaused = false
    this.isOverrun = false
    this.#cancel?.()
    this.#cancel = null
    this.#release(this.#queue.length)
    this.#waitingEvents = this.#waitingLines = 0
    this.#beginAt(this.#around.now())
  }

  /** What waits no longer follows what is shown. */
  overrun(): void {
    this.#queue = []
    this.isOverrun = true
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  /** The clock of what is shown runs on from there. */
  #beginAt(at: number): void {
    this.#last = { at, shownAt: this.#around.now() }
  }

  #enqueue(arrival: Arrival): void {
    if ('event' in arrival) this.#waitingEvents += 1
    else this.#waitingLines += arrival.output.lines.length
    if (!this.isOverrun) this.#queue.push(arrival)
  }

  #trim(): void {
    if (this.#waitingEvents > bounds.events) return this.overrun()
    if (this.#waitingLines <= bounds.lines) return
    const skipped = new Map<string, number>()
    this.#queue = this.#queue.flatMap((arrival): Arrival[] => {
      if ('event' in arrival) return [arrival]
      const { organism, lines, skipped: before } = arrival.output
      const gone = (skipped.get(organism) ?? 0) + before
      if (this.#waitingLines > bounds.lines / 2) {
        this.#waitingLines -= lines.length
        skipped.set(organism, gone + lines.length)
        return []
      }
      skipped.delete(organism)
      return [{ at: arrival.at, output: { ...arrival.output, skipped: gone } }]
    })
  }

  /** Shows what is due, and comes back for the rest. */
  #play(): void {
    if (this.isPaused) return
    this.#cancel?.()
    this.#cancel = null
    const now = this.#around.now()
    let due = 0
    for (const { at } of this.#queue) {
      const showAt = this.#last ? this.#last.shownAt + Math.max(0, at - this.#last.at) * this.slowness : now
      if (showAt > now) {
        this.#cancel = this.#around.after(showAt - now, () => this.#play())
        break
      }
      this.#last = { at, shownAt: Math.max(showAt, this.#last?.shownAt ?? 0) }
      due += 1
    }
    if (due > 0) this.#release(due)
  }

  #release(count: number): void {
    const shown = this.#queue.splice(0, count)
    for (const arrival of shown) {
      if ('event' in arrival) this.#waitingEvents -= 1
      else this.#waitingLines -= arrival.output.lines.length
    }
    if (shown.length > 0) this.#show(shown)
  }
}
