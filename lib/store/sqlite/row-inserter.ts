import type { Database } from 'better-sqlite3'
import type { ChainedRow } from '../hash-chain.ts'
import { eventColumns } from './event-row.ts'

/** Rows a statement: crossing into SQLite costs as much as a row, and is shared by so many. */
const rowsPerStatement = 16

const columns = eventColumns.split(', ').length

/** Inserts events in groups, within one transaction. */
export class RowInserter {
  readonly #one
  readonly #group
  readonly #values: unknown[] = []

  constructor(db: Database) {
    const row = `(${Array<string>(columns).fill('?').join(', ')})`
    const insert = (rows: number) => db.prepare(`insert into events (${eventColumns}) values ${Array<string>(rows).fill(row).join(', ')}`)
    this.#one = insert(1)
    this.#group = insert(rowsPerStatement)
  }

  add({ seq, at, epoch, core, kind, organism, incident, data }: ChainedRow, hash: string): void {
    this.#values.push(seq, at, epoch, core, kind, organism, incident, data, hash)
    if (this.#values.length < rowsPerStatement * columns) return
    this.#group.run(this.#values)
    this.clear()
  }

  /** Before the commit. */
  flush(): void {
    for (let at = 0; at < this.#values.length; at += columns) this.#one.run(this.#values.slice(at, at + columns))
    this.clear()
  }

  /** After a roll-back. */
  clear(): void {
    this.#values.length = 0
  }
}
