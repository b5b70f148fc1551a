import { emptyView, type View } from '../../../contract/view.ts'
import type { LazyConnection } from '../lazy-connection.ts'
import { ledgerFailure } from '../ledger-failure.ts'
import { foldForward, readSnapshot, snapshotSeq } from '../projections/view-snapshot.ts'

/** Folded at a time: some 10 ms, after which whoever else waits for this process comes first. */
const sliceEvents = 2000
/** From the nearest base on, no more are folded for one answer: about a second of work. */
const mostEvents = 200_000
/** On the way such views are kept, as bases for what is asked next. */
const keptEvery = 10_000
const mostKept = 16

/**
 * The view as it was at an event: folded from the nearest base that is known. One is folded at a time, for whoever
 * scrubs asks for the same stretch again and again, and finds it kept.
 * @returns per call: null where no base is near enough
 */
export function prepareViewAt(ledger: LazyConnection): (seq: number) => Promise<View | null> {
  /** The one used last is the last. */
  const kept = new Map<number, View>()
  let turn: Promise<unknown> = Promise.resolve()

  function keep(view: View): void {
    kept.delete(view.seq)
    kept.set(view.seq, view)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
  }

  function baseOf(seq: number): View {
    const { db } = ledger
    const bases = [...kept.values()].filter((view) => view.seq <= seq)
    if (db !== null && snapshotSeq(db) <= seq) bases.push(readSnapshot(db))
    return bases.reduce((best, view) => (view.seq > best.seq && view.seq <= seq ? view : best), emptyView)
  }

  async function fold(seq: number): Promise<View | null> {
    let view = baseOf(seq)
    if (seq - view.seq > mostEvents) return null
    while (view.seq < seq) {
      const { db } = ledger
      if (db === null) return view
      const next = foldForward(db, view, Math.min(sliceEvents, seq - view.seq))
      if (next.seq === view.seq) return view
      if (Math.floor(next.seq / keptEvery) > Math.floor(view.seq / keptEvery)) keep(next)
      view = next
      await new Promise((resolve) => setImmediate(resolve))
    }
    keep(view)
    return view
  }

  return (seq) => {
    const answer = turn.then(() => fold(seq)).catch((error: unknown) => { throw ledgerFailure(error) })
    turn = answer.catch(() => undefined)
    return answer
  }
}
