import type { Database } from 'better-sqlite3'
import { setImmediate as turn } from 'node:timers/promises'
import type { ChainReport } from '../../contract/chain.ts'
import { LedgerBrokenError } from '../../contract/errors.ts'
import { chainHash, genesisHash } from '../hash-chain.ts'
import { connectReader } from '../sqlite/connect.ts'
import { eventColumns, type EventRow } from '../sqlite/event-row.ts'
import { LazyConnection } from '../sqlite/lazy-connection.ts'
import { asLedgerFailure } from '../sqlite/ledger-failure.ts'
import { readProgress } from '../sqlite/projections/projections.ts'

/** Events a slice: about a millisecond of the thread, so that others are served in between. */
const sliceEvents = 200

/**
 * Says the same as a reader's `verify`, and lets the thread go every few events. Rows are only ever added, so no
 * transaction has to stay open meanwhile; it goes as far as the ledger went when it began.
 * @param onSlice how many of how many events were looked at
 * @returns null where there is no ledger, or one whose schema is older than this program
 * @throws ConfigError where a newer Ouroboros wrote it, LedgerBrokenError where the file is no database at all,
 * LedgerUnavailableError where it cannot be read now
 */
export async function walkChain(path: string, onSlice: (done: number, all: number) => void = () => undefined): Promise<ChainReport | null> {
  const ledger = new LazyConnection(path, connectReader)
  try {
    const { db } = asLedgerFailure(() => ({ db: ledger.db }))
    if (db === null) return null
    const { head, written } = endOf(db)
    const slice = db.prepare<[number, number, number], EventRow>(`select ${eventColumns} from events where seq > ? and seq <= ? order by seq limit ?`)
    const report: ChainReport = { events: 0, from: null, to: null, broken: null }
    let hash = genesisHash
    let limit = sliceEvents
    // From below zero: a row that somebody has numbered so is no part of the chain either.
    for (let after = Number.MIN_SAFE_INTEGER; ;) {
      const rows = unlessDamaged(() => slice.all(after, head, limit))
      if (rows === null && limit === 1) return { ...report, broken: { seq: report.events + 1, what: `the file is damaged: event ${report.events + 1} cannot be read` } }
      if (rows === null) {
        // One by one, up to the damage.
        limit = 1
        continue
      }
      for (const row of rows) {
        const what = breach(row, { seq: report.events, hash })
        if (what !== null) return { ...report, broken: { seq: report.events + 1, what } }
        hash = row.hash
        report.events = row.seq
        report.from ??= row.at
        report.to = row.at
      }
      onSlice(report.events, head)
      if (rows.length < limit) break
      after = report.events
      await turn()
    }
    return written > report.events ? { ...report, broken: { seq: report.events + 1, what: `events ${report.events + 1} to ${written} are missing at the end` } } : report
  } finally {
    ledger.close()
  }
}

/** @returns how the row fails to follow the one before; null where it follows */
function breach(row: EventRow, before: { seq: number; hash: string }): string | null {
  if (row.seq !== before.seq + 1) return `event ${before.seq + 1} is missing: the next one is ${row.seq}`
  if (row.hash !== chainHash(before.hash, row)) return `event ${row.seq} is not what was written: its hash does not follow from its content and the event before`
  return null
}

/** The newest event, and up to which one there has been a newest one. Where that cannot be read for damage, the walk will come to it. */
function endOf(db: Database): { head: number; written: number } {
  const read = db.transaction(() => ({
    head: db.prepare<[], number | null>('select max(seq) from events').pluck().get() ?? 0,
    written: readProgress(db).seq,
  }))
  return unlessDamaged(() => read.deferred()) ?? { head: Number.MAX_SAFE_INTEGER, written: 0 }
}

/** @returns null where the file's pages are damaged just there */
function unlessDamaged<T>(read: () => T): T | null {
  try {
    return asLedgerFailure(read)
  } catch (error) {
    if (error instanceof LedgerBrokenError) return null
    throw error
  }
}
