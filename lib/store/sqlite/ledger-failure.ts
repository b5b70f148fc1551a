import Sqlite from 'better-sqlite3'
import { LedgerBrokenError, LedgerUnavailableError } from '../../contract/errors.ts'

const brokenCodes = ['SQLITE_CORRUPT', 'SQLITE_NOTADB']

/** The file is not what SQLite has written. */
export const isDamage = (error: unknown): boolean => error instanceof Sqlite.SqliteError && brokenCodes.some((code) => error.code.startsWith(code))

/** What SQLite threw, as what callers branch on. Anything else is passed through: a bug should look like one. */
export function ledgerFailure(error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error
  const options = { cause: error, detail: `${error.code}: ${error.message}` }
  if (isDamage(error)) return new LedgerBrokenError('The ledger file is damaged.', options)
  return new LedgerUnavailableError(`The ledger cannot be used now: ${reason(error.code)}.`, options)
}

function reason(code: string): string {
  if (code.startsWith('SQLITE_FULL')) return 'the disk is full'
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'another process holds it'
  if (code.startsWith('SQLITE_READONLY')) return 'it is read-only'
  if (code.startsWith('SQLITE_CANTOPEN')) return 'its file cannot be opened'
  return `the disk refused (${code})`
}

/** Runs it, with SQLite's errors translated. */
export function asLedgerFailure<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw ledgerFailure(error)
  }
}
