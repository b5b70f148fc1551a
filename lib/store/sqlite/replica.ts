import type { Database } from 'better-sqlite3'
import { realpathSync } from 'node:fs'
import { LedgerBrokenError, LedgerUnavailableError } from '../../contract/errors.ts'
import type { StoreLog } from '../store-log.ts'
import { isDamage, ledgerFailure } from './ledger-failure.ts'
import { migrate } from './migrate.ts'
import { beginGeneration, connectReplica, inodeOf } from './replica-file.ts'
import type { Marks, ReplicaNews } from './replica-news.ts'
import { ReplicaContradiction, replicaTable, ReplicaTables } from './replica-tables.ts'

interface Opened { db: Database; inode: bigint; tables: ReplicaTables }

/** So often a replica is made anew for one call before something else must be wrong. */
const mostTries = 3

/**
 * This host's copy of a ledger that is kept elsewhere: a SQLite file with a ledger's tables, for a ledger's readers.
 * Several processes may fill it at once. What is wrong with it is no loss: it is made anew, and says so in the log.
 */
export class Replica {
  readonly path: string
  readonly #log: StoreLog
  #ledger: string | null = null
  #opened: Opened | null = null
  #isClosed = false

  constructor(path: string, log: StoreLog) {
    this.path = path
    this.#log = log
  }

  /** Which ledger is copied; null: none yet. */
  get ledger(): string | null {
    return this.#ledger
  }

  /** Which ledger is to be copied. A copy of another one is thrown away, never mixed with it. */
  follow(ledger: string): void {
    if (ledger === this.#ledger) return
    this.#ledger = ledger
    this.#leave()
  }

  /** @throws LedgerUnavailableError where the replica can be neither read nor made */
  marks(): Marks {
    return this.#use(({ tables }) => tables.marks())
  }

  /**
   * @returns false where something before the news is missing: fetch from {@link marks} on
   * @throws LedgerBrokenError where the ledger's chain does not hold, LedgerUnavailableError where this disk refuses
   */
  apply(news: ReplicaNews): boolean {
    for (let tries = 0; tries < mostTries; tries++) {
      const { inode, isDone } = this.#use((opened) => ({ inode: opened.inode, isDone: opened.tables.apply(news) }))
      // Another process may have begun a new one meanwhile.
      if (inodeOf(this.path) === inode) return isDone
    }
    return false
  }

  /** Begins it anew, unless somebody else has done so since `judged` was found wrong. */
  renew(why: string, judged: bigint | null = inodeOf(this.path)): void {
    if (this.#ledger === null || inodeOf(this.path) !== judged) return
    this.#leave()
    this.#log.warn({ replica: this.path, why }, 'the replica of the ledger is thrown away and made anew')
    beginGeneration(this.path, this.#ledger)
  }

  close(): void {
    this.#isClosed = true
    this.#leave()
  }

  #use<T>(run: (opened: Opened) => T, isAgain = false): T {
    if (this.#isClosed || this.#ledger === null) throw new LedgerUnavailableError('The replica of the ledger is closed.')
    let judged: bigint | null = null
    try {
      const opened = this.#current(this.#ledger)
      judged = opened.inode
      return run(opened)
    } catch (error) {
      if (!isAgain && (isDamage(error) || error instanceof ReplicaContradiction)) {
        this.renew(error instanceof Error ? error.message : '', judged ?? inodeOf(this.path))
        return this.#use(run, true)
      }
      throw ledgerFailure(error)
    }
  }

  #current(ledger: string): Opened {
    for (let tries = 0; tries < mostTries; tries++) {
      const inode = inodeOf(this.path)
      if (this.#opened !== null && this.#opened.inode === inode) return this.#opened
      if (this.#opened !== null) this.#log.warn({ replica: this.path }, 'the file of the replica is another one now')
      this.#leave()
      if (inode === null) beginGeneration(this.path, ledger)
      else this.#open(inode, ledger)
    }
    throw new LedgerUnavailableError(`The replica of the ledger at ${this.path} is replaced again and again.`)
  }

  #open(inode: bigint, ledger: string): void {
    const db = connectReplica(realpathSync(this.path), { mustExist: true })
    try {
      const tables = openTables(db)
      if (tables === null || tables.ledger !== ledger) {
        db.close()
        this.renew(tables === null ? 'it has lost events that it had' : 'it is the copy of another ledger', inode)
      } else this.#opened = { db, inode, tables }
    } catch (error) {
      db.close()
      throw error
    }
  }

  #leave(): void {
    this.#opened?.db.close()
    this.#opened = null
  }
}

/** @returns null where events are gone that have been there */
function openTables(db: Database): ReplicaTables | null {
  migrate(db)
  db.exec(replicaTable)
  try {
    return new ReplicaTables(db)
  } catch (error) {
    if (error instanceof LedgerBrokenError) return null
    throw error
  }
}
