import type { Database } from 'better-sqlite3'
import type { LedgerEvent } from '../../../contract/event.ts'

/** A table that follows from the events alone, kept beside them for lists that are filtered and paged. */
export interface Projection {
  /** Emptied before a rebuild. */
  tables: readonly string[]
  /**
   * @returns writes what one event changes, inside the transaction that writes the event. Never throws for an event
   * that the types allow, however implausible: a projection must not keep a fact out of the ledger.
   */
  prepare: (db: Database) => (event: LedgerEvent) => void
}
