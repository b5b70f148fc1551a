import type { Database } from 'better-sqlite3'
import type { LedgerEvent, NewEvent } from '../../contract/event.ts'
import { chainHash, type ChainedRow } from '../hash-chain.ts'
import type { ReadyEvent } from '../ready-event.ts'
import { openTip, type Tip } from './event-tip.ts'
import { RowInserter } from './row-inserter.ts'
import { prepareProgress, prepareProjections } from './projections/projections.ts'

/** Numbers, chains and writes events, and keeps every table that follows from them in step. Its methods are for inside a transaction. */
export class EventWriter {
  readonly #stamp: { core: string; epoch: number }
  readonly #rows: RowInserter
  readonly #attach
  readonly #project
  readonly #progress
  readonly #tip: Tip

  /** @throws LedgerBrokenError where events are gone that have been there */
  constructor(db: Database, stamp: { core: string; epoch: number }) {
    this.#stamp = stamp
    this.#rows = new RowInserter(db)
    this.#attach = db.prepare('insert into attachments (seq, at, organism, bytes, body) values (?, ?, ?, ?, ?)')
    this.#project = prepareProjections(db)
    this.#progress = prepareProgress(db)
    this.#tip = openTip(db)
  }

  get head(): number {
    return this.#tip.seq
  }

  /** What to go back to if the transaction that begins now fails. */
  mark(): Readonly<Tip> {
    return { ...this.#tip }
  }

  /** Forgets what a transaction that came to nothing has written. */
  goBack(tip: Readonly<Tip>): void {
    this.#rows.clear()
    Object.assign(this.#tip, tip)
  }

  write(ready: ReadyEvent[], at: number): LedgerEvent[] {
    const written: LedgerEvent[] = []
    for (const { event, data } of ready) written.push(this.#writeOne(event, data, at))
    return written
  }

  /** Before the commit of a transaction that began at `since`. */
  settle(since: Readonly<Tip>): void {
    if (this.#tip.seq === since.seq) return
    this.#rows.flush()
    this.#progress(this.#tip.seq)
  }

  #writeOne(event: NewEvent, data: string, at: number): LedgerEvent {
    const { core, epoch } = this.#stamp
    const { kind, organism, incident, attachment } = event
    const row: ChainedRow = { seq: this.#tip.seq + 1, at, epoch, core, kind, organism, incident, data }
    const hash = chainHash(this.#tip.hash, row)
    this.#rows.add(row, hash)
    if (attachment !== undefined) this.#attach.run(row.seq, at, organism, Buffer.byteLength(attachment), attachment)
    const written = { seq: row.seq, at, epoch, core, kind, organism, incident, data: event.data, hash } as LedgerEvent
    this.#project(written)
    this.#tip.seq = row.seq
    this.#tip.hash = hash
    return written
  }
}
