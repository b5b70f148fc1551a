import type { LedgerEvent } from '../../lib/contract/event.ts'
import { emptyView, reduceView, type View } from '../../lib/contract/view.ts'
import { patients } from '../fixtures/ui-server/patients.ts'
import { Scribe } from '../fixtures/ui-server/scribe.ts'

export const patient = patients[0]!

/** A ledger with one organism in it, folded as the page folds it. */
export function tell(story: (scribe: Scribe) => void): { view: View; events: LedgerEvent[] } {
  let view = emptyView
  const scribe = new Scribe((event) => {
    view = reduceView(view, event)
  })
  scribe.add(0, patient)
  story(scribe)
  return { view, events: scribe.events }
}
