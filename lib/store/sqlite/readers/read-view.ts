import { emptyView, type View } from '../../../contract/view.ts'
import type { LazyConnection } from '../lazy-connection.ts'
import { foldForward, readSnapshot, snapshotSeq } from '../projections/view-snapshot.ts'

/** @returns the view at the ledger's head, each time folded on from where the last call stood */
export function prepareView(ledger: LazyConnection): () => View {
  let view = emptyView
  return () => {
    const { db } = ledger
    if (db === null) return view
    if (snapshotSeq(db) > view.seq) {
      const snapshot = readSnapshot(db)
      if (snapshot.seq > view.seq) view = snapshot
    }
    view = foldForward(db, view)
    return view
  }
}
