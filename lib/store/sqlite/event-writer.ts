import type { Database } from 'better-sqlite3'
import { LedgerBrokenError, RequestInvalidError } from '../../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../../contract/event.ts'
import { chainHash, genesisHash, type ChainedRow } from '../hash-chain.ts'
import { encodeJson } from '../lossless-json.ts'
import { RowInserter } from './row-inserter.ts'
import { prepareProgress, prepareProjections, readProgress, rebuildProjections } from './projections/projections.ts'

/** An event whose text is made already, so that nothing in a transaction can fail on its account. */
export interface ReadyEvent { event: NewEvent; data: string }

/** @throws RequestInvalidError where the data is no JSON, or nested beyond reason */
export function readyEvent(event: NewEvent): ReadyEvent {
  try {
    return { event, data: encodeJson(event.data) }
  } catch (error) {
    throw new RequestInvalidError(`The ${event.kind} event cannot be written as JSON.`, { cause: error })
  }
}

/** What the next row follows. A transaction that fails goes back to the tip before it. */
interface Tip { seq: number; hash: string }

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

function openTip(db: Database): Tip {
  const last = db.prepare<[], Tip>('select seq, hash from events order by seq desc limit 1').get() ?? { seq: 0, hash: genesisHash }
  const progress = readProgress(db)
  if (progress.seq > last.seq) throw new LedgerBrokenError(`The ledger ends at event ${last.seq}, and has had ${progress.seq}: the rest was removed from outside.`)
  if (!progress.isCurrent || progress.seq < last.seq) rebuildProjections(db)
  return last
}
