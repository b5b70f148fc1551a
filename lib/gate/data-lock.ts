import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ConfigError } from '../contract/errors.ts'

export interface DataLock {
  /** Harmless when called twice. The operating system does it, too, whenever the process ends. */
  release: () => void
}

/**
 * Makes this process the only gate on a data folder, which is made where it is missing.
 *
 * The lock is SQLite's own on a file of nothing else, thus the operating system's: it cannot outlive its holder,
 * not even after kill -9, so there is no stale lock to judge by pid. It does not hold on a network drive that
 * lies about file locks.
 * @throws ConfigError where the folder cannot be written or another process holds it
 */
export function lockData(dataDir: string): DataLock {
  const pidFile = join(dataDir, 'gate.pid')
  let database: Database.Database | undefined
  try {
    mkdirSync(dataDir, { recursive: true })
    database = new Database(join(dataDir, 'gate.lock'), { timeout: 0 })
    database.exec('BEGIN EXCLUSIVE')
    writeFileSync(pidFile, `${process.pid}\n`)
  } catch (cause) {
    database?.close()
    if (isBusy(cause)) throw new ConfigError(`the data folder ${dataDir} is in use by another Ouroboros${named(pidFile)}; stop that one or give this one its own with --data`, { cause })
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigError(`the data folder ${dataDir} cannot be written (${reason}); choose another with --data`, { cause })
  }
  const held = database
  return { release: () => void held.close() }
}

const isBusy = (error: unknown): boolean => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')

function named(pidFile: string): string {
  try {
    return ` (pid ${readFileSync(pidFile, 'utf8').trim()})`
  } catch {
    // Its holder has not come to write it yet.
    return ''
  }
}
