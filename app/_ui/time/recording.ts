import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import { reduceView, type View } from '../../../lib/contract/view.ts'
import { reduceLoops, type Loops } from '../heart/loop.ts'

export interface Moment {
  view: View
  loops: Loops
}

/** So many events apart, what was folded is kept: a hand that scrubs back finds it. */
const keptEvery = 64

/** A stretch of the ledger that can be looked at again: a view, and every event after it, without a gap. */
export class Recording {
  readonly incident: string
  readonly organism: string
  /** What a reader can stand on: events of this organism, in their order. */
  readonly steps: readonly LedgerEvent[]
  readonly events: readonly LedgerEvent[]
  readonly #kept: Moment[]

  constructor({ id, organism }: Pick<Incident, 'id' | 'organism'>, base: View, events: readonly LedgerEvent[]) {
    this.incident = id
    this.organism = organism
    this.events = events.filter(({ seq }) => seq > base.seq)
    this.steps = this.events.filter((event) => event.organism === organism && event.kind !== 'log-chunk')
    this.#kept = [{ view: base, loops: {} }]
  }

  /** The step at an event, or the last one before it. */
  placeOf(seq: number): number {
    return Math.max(0, this.steps.findLastIndex((step) => step.seq <= seq))
  }

  /** Everything as it was once that step had happened. */
  momentAt(step: number): Moment {
    const seq = this.steps[step]?.seq ?? this.#kept[0]!.view.seq
    const count = this.events.findLastIndex((event) => event.seq <= seq) + 1
    const base = Math.floor(count / keptEvery)
    for (let kept = this.#kept.length; kept <= base; kept += 1)
      this.#kept[kept] = fold(this.#kept[kept - 1]!, this.events.slice((kept - 1) * keptEvery, kept * keptEvery))
    return fold(this.#kept[base]!, this.events.slice(base * keptEvery, count))
  }
}

const fold = ({ view, loops }: Moment, events: readonly LedgerEvent[]): Moment => ({ view: events.reduce(reduceView, view), loops: events.reduce(reduceLoops, loops) })
