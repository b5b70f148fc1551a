import Sqlite, { type Database } from 'better-sqlite3'
import { LedgerUnavailableError } from '../../contract/errors.ts'

/** Pages (4 KiB) in the write-ahead log before a commit moves them into the file: longer is fewer, longer stalls. */
const checkpointPages = 1000

/** @param busyTimeoutMs how long a write waits, blocking this thread, for another process that holds the lock */
export function connectWriter(path: string, { busyTimeoutMs, mustExist }: { busyTimeoutMs: number; mustExist: boolean }): Database {
  const db = new Sqlite(path, { timeout: busyTimeoutMs, fileMustExist: mustExist })
  try {
    db.pragma('journal_mode = WAL')
    // An acknowledged row must survive a power cut. Left unsaid, this reads FULL and becomes NORMAL at the first write.
    db.pragma('synchronous = FULL')
    db.pragma(`wal_autocheckpoint = ${checkpointPages}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

export function connectReader(path: string): Database {
  return new Sqlite(path, { readonly: true, fileMustExist: true, timeout: 2000 })
}

/** Asked after the first write, which is when an unset level changes silently. */
export function assertDurable(db: Database): void {
  const mode = db.pragma('journal_mode', { simple: true })
  const level = db.pragma('synchronous', { simple: true })
  if (mode !== 'wal' || level !== 2) {
    throw new LedgerUnavailableError('The ledger cannot promise to survive a power cut here.', { detail: `journal_mode ${String(mode)}, synchronous ${String(level)}` })
  }
}
