import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { LedgerUnavailableError } from '../../contract/errors.ts'
import { migrate } from './migrate.ts'
import { replicaTable } from './replica-tables.ts'

/**
 * A replica that is wrong is never repaired: a new file takes its place. What stands at the replica's path is a link to
 * the file of its present generation, swapped in one step, for a database in WAL mode is three files, which nobody can
 * swap at once. Who has an older one open reads on in it until it looks at the link again.
 */

/** The writer beside it, another process of this host, holds the lock for a page of rows; beyond that this thread has better to do, ms. */
const busyTimeoutMs = 500
/** A generation that nobody ever linked, since whoever made it died, is dropped after this long, ms. */
const orphanMs = 3_600_000

/** Nothing is lost with a replica, so it asks for no fsync. */
export function connectReplica(file: string, { mustExist }: { mustExist: boolean }): Database {
  const db = new Sqlite(file, { timeout: busyTimeoutMs, fileMustExist: mustExist })
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Which file the path leads to, as a number that no other file has while that one is open; null: none. */
export const inodeOf = (path: string): bigint | null => statSync(path, { throwIfNoEntry: false, bigint: true })?.ino ?? null

/** An empty copy of that ledger takes the place of whatever is there. */
export function beginGeneration(path: string, ledger: string): void {
  const old = targetOf(path)
  const file = `${path}.${randomUUID().slice(0, 8)}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    create(file, ledger)
    symlinkSync(basename(file), `${file}.link`)
    renameSync(`${file}.link`, path)
  } catch (error) {
    for (const made of [file, `${file}.link`]) drop(made)
    if (error instanceof Sqlite.SqliteError) throw error
    throw new LedgerUnavailableError(`The replica ${path} cannot be made.`, { cause: error })
  }
  if (old !== null) drop(old)
  dropOrphans(path, file)
}

function create(file: string, ledger: string): void {
  const db = connectReplica(file, { mustExist: false })
  try {
    migrate(db)
    db.exec(replicaTable)
    db.prepare('insert into replica (one, ledger) values (1, ?)').run(ledger)
  } finally {
    db.close()
  }
}

function targetOf(path: string): string | null {
  try {
    return join(dirname(path), readlinkSync(path))
  } catch {
    return null
  }
}

function drop(file: string): void {
  for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true })
}

function dropOrphans(path: string, current: string): void {
  for (const name of readdirSync(dirname(path))) {
    const file = join(dirname(path), name)
    if (!/\.[0-9a-f]{8}$/.test(name) || !name.startsWith(`${basename(path)}.`) || file === current) continue
    const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity
    if (Date.now() - changedAt > orphanMs) drop(file)
  }
}
