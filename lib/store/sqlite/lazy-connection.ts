import { existsSync } from 'node:fs'
import type { Database, Statement } from 'better-sqlite3'
import { migrations } from './migrations.ts'
import { schemaVersion } from './migrate.ts'

/**
 * A connection of a process that may be up before the core has made the ledger: it never creates or migrates the
 * file, and is null until the file is there with the schema that this program knows.
 */
export class LazyConnection {
  readonly #path: string
  readonly #connect: (path: string) => Database
  readonly #statements = new Map<string, Statement>()
  #db: Database | null = null
  #isClosed = false

  constructor(path: string, connect: (path: string) => Database) {
    this.#path = path
    this.#connect = connect
  }

  /** @throws ConfigError where a newer Ouroboros wrote the file */
  get db(): Database | null {
    if (this.#db !== null || this.#isClosed || !existsSync(this.#path)) return this.#db
    const db = this.#connect(this.#path)
    try {
      if (schemaVersion(db) === migrations.length) this.#db = db
    } finally {
      if (this.#db === null) db.close()
    }
    return this.#db
  }

  /** Rows of a query, prepared once; none while there is no ledger. */
  all<Row>(sql: string, ...parameters: unknown[]): Row[] {
    return (this.statement(sql)?.all(...parameters) ?? []) as Row[]
  }

  get<Row>(sql: string, ...parameters: unknown[]): Row | undefined {
    return this.statement(sql)?.get(...parameters) as Row | undefined
  }

  statement(sql: string): Statement | null {
    const { db } = this
    if (db === null) return null
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const prepared = db.prepare(sql)
    this.#statements.set(sql, prepared)
    return prepared
  }

  /** The next one to ask connects anew. */
  drop(): void {
    this.#statements.clear()
    this.#db?.close()
    this.#db = null
  }

  /** For good: what is asked afterwards is answered as if there were no ledger. */
  close(): void {
    this.#isClosed = true
    this.drop()
  }
}
