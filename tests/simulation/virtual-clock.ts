import type { Scheduler } from 'fast-check'

/** Something that happens at its moment. */
export interface Happening {
  /** Takes it back, if it has not happened yet. */
  cancel: () => void
}

interface Due {
  at: number
  order: number
  lane: string
  work: (() => void) | null
}

/** More than this without time moving on is a loop, and no story. */
const mostInOneMoment = 50_000

/**
 * Time that is decided: whatever happens has a moment, in whole milliseconds, and a lane. Within a lane things happen in
 * their order; which lane goes first in one moment is the scheduler's to draw. Between two happenings everything that is
 * ready runs.
 */
export class VirtualClock {
  readonly #scheduler: Scheduler
  readonly #lanes = new Map<string, Due[]>()
  /** Lanes that the scheduler has before it. */
  readonly #drawn = new Set<string>()
  #chosen: string | null = null
  #heap: Due[] = []
  #order = 0
  #mono = 0
  happened = 0

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
  }

  mono = (): number => this.#mono

  at(delayMs: number, lane: string, work: () => void): Happening {
    const due: Due = { at: this.#mono + Math.max(0, Math.round(delayMs)), order: (this.#order += 1), lane, work }
    push(this.#heap, due)
    return { cancel: () => { due.work = null } }
  }

  /** Resolves after this long, once its turn has come. Nobody's: it goes on whoever is stopped. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.at(ms, 'the world', resolve))
  }

  /** Lets everything happen that is due within this time. */
  async advance(ms: number): Promise<void> {
    const until = this.#mono + ms
    await settle()
    for (let next = this.#heap[0]; next !== undefined && next.at <= until; next = this.#heap[0]) {
      this.#mono = Math.max(this.#mono, next.at)
      await this.#moment()
    }
    this.#mono = until
  }

  /** Moves on, a little at a time, until it is so. @returns whether it came to be */
  async until(isSo: () => boolean, { stepMs, atMostMs }: { stepMs: number; atMostMs: number }): Promise<boolean> {
    for (const end = this.#mono + atMostMs; this.#mono < end;) {
      if (isSo()) return true
      await this.advance(stepMs)
    }
    return isSo()
  }

  async #moment(): Promise<void> {
    for (let count = 0; ; count += 1) {
      this.#takeDue()
      const lane = await this.#draw()
      if (lane === null) return
      if (count > mostInOneMoment) throw new Error(`at ${this.#mono} ms time stands still: ${lane} has no end`)
      const queue = this.#lanes.get(lane)
      const due = queue?.shift()
      if (queue?.length === 0) this.#lanes.delete(lane)
      if (!due?.work) continue
      this.happened += 1
      due.work()
      await settle()
    }
  }

  /** What was taken back is nobody's turn. */
  #takeDue(): void {
    for (let next = this.#heap[0]; next !== undefined && next.at <= this.#mono; next = this.#heap[0]) {
      pop(this.#heap)
      if (next.work === null) continue
      const queue = this.#lanes.get(next.lane)
      if (queue) queue.push(next)
      else this.#lanes.set(next.lane, [next])
    }
  }

  async #draw(): Promise<string | null> {
    if (this.#lanes.size + this.#drawn.size === 0) return null
    if (this.#lanes.size === 1 && this.#drawn.size === 0) return this.#lanes.keys().next().value ?? null
    this.#chosen = null
    for (const lane of this.#lanes.keys()) {
      if (this.#drawn.has(lane)) continue
      this.#drawn.add(lane)
      void this.#scheduler.schedule(Promise.resolve(), lane).then(() => {
        this.#drawn.delete(lane)
        this.#chosen = lane
      })
    }
    await this.#scheduler.waitOne()
    while (this.#chosen === null) await Promise.resolve()
    return this.#chosen
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

function push(heap: Due[], due: Due): void {
  let at = heap.length
  heap.push(due)
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above]
    if (parent === undefined || isBefore(parent, due)) break
    heap[at] = parent
    at = above
  }
  heap[at] = due
}

function pop(heap: Due[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const [one, other] = [heap[left], heap[left + 1]]
    const next = one !== undefined && other !== undefined && isBefore(other, one) ? left + 1 : left
    const child = heap[next]
    if (child === undefined || isBefore(last, child)) break
    heap[at] = child
    at = next
  }
  heap[at] = last
}
