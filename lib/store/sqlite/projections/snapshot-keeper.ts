import type { Database } from 'better-sqlite3'
import type { View } from '../../../contract/view.ts'
import { foldForward, readSnapshot, snapshotSeq, writeSnapshot } from './view-snapshot.ts'

/** So many events behind, a snapshot is worth its bytes. */
const dueEvents = 2000
/** One call folds no more, so that it blocks the thread for some 10 ms; after a burst it takes several to catch up. */
const foldEvents = 2000

/**
 * Moves the snapshot of the view along behind the events, off the path of those who append. Folds only between
 * transactions: what has not been committed must not get in.
 */
export class SnapshotKeeper {
  readonly #db: Database
  #view: View

  constructor(db: Database) {
    this.#db = db
    this.#view = readSnapshot(db)
  }

  /** @returns what {@link save} should write, in the next transaction; null where nothing is due */
  next(head: number): View | null {
    if (head - this.#view.seq < dueEvents) return null
    this.#view = foldForward(this.#db, this.#view, foldEvents)
    return this.#view
  }

  /** The last one, up to the head. */
  last(): View | null {
    this.#view = foldForward(this.#db, this.#view)
    return this.#view.seq > snapshotSeq(this.#db) ? this.#view : null
  }

  save(view: View | null): void {
    if (view !== null) writeSnapshot(this.#db, view)
  }
}
