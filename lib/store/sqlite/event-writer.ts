import type { Database } from 'better-sqlite3'
import { LedgerBrokenError, RequestInvalidError } from '../../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../../contract/event.ts'
import { reduceView, type View } from '../../contract/view.ts'
import { chainHash, genesisHash, type ChainedRow } from '../hash-chain.ts'
import { encodeJson } from '../lossless-json.ts'
import { prepareProgress, prepareProjections, readProgress, rebuildProjections } from './projections/projections.ts'
import { foldForward, readSnapshot, writeSnapshot } from './projections/view-snapshot.ts'

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

/** What the next row follows, and the view up to there. Never changed in place: a failed transaction goes back to the old one. */
interface Tip {
  seq: number
  hash: string
  view: View
  snapshotSeq: number
  snapshotAt: number
}

/** A snapshot of the view is due after so many events, and so much time: a reader that begins has no more than these to fold. */
const snapshotEvents = 2000
const snapshotMs = 1000

/** Numbers, chains and writes events, and keeps every projection in step. Its methods are for inside a transaction. */
export class EventWriter {
  readonly #stamp: { core: string; epoch: number }
  readonly #mono: () => number
  readonly #db: Database
  readonly #insert
  readonly #attach
  readonly #project
  readonly #progress
  #tip: Tip

  /** @throws LedgerBrokenError where events are gone that have been there */
  constructor(db: Database, stamp: { core: string; epoch: number }, mono: () => number) {
    this.#db = db
    this.#stamp = stamp
    this.#mono = mono
    this.#insert = db.prepare('insert into events (seq, at, epoch, core, kind, organism, incident, data, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    this.#attach = db.prepare('insert into attachments (seq, at, organism, bytes, body) values (?, ?, ?, ?, ?)')
    this.#project = prepareProjections(db)
    this.#progress = prepareProgress(db)
    this.#tip = this.#open()
  }

  get tip(): Tip {
    return this.#tip
  }

  /** Forgets what a transaction that came to nothing has written. */
  goBack(tip: Tip): void {
    this.#tip = tip
  }

  write(ready: ReadyEvent[], at: number): LedgerEvent[] {
    return ready.map(({ event, data }) => {
      const { core, epoch } = this.#stamp
      const { kind, organism, incident } = event
      const { seq: previous, hash: previousHash, view } = this.#tip
      const row: ChainedRow = { seq: previous + 1, at, epoch, core, kind, organism, incident, data }
      const hash = chainHash(previousHash, row)
      this.#insert.run(row.seq, at, epoch, core, kind, organism, incident, data, hash)
      if (event.attachment !== undefined) this.#attach.run(row.seq, at, organism, Buffer.byteLength(event.attachment), event.attachment)
      const written = { seq: row.seq, at, epoch, core, kind, organism, incident, data: event.data, hash } as LedgerEvent
      this.#project(written)
      this.#tip = { ...this.#tip, seq: row.seq, hash, view: reduceView(view, written) }
      return written
    })
  }

  /** Before the commit of a transaction that began at `since`. */
  settle(since: Tip): void {
    if (this.#tip.seq === since.seq) return
    this.#progress(this.#tip.seq)
    const isDue = this.#tip.seq - this.#tip.snapshotSeq >= snapshotEvents && this.#mono() - this.#tip.snapshotAt >= snapshotMs
    if (isDue) this.snapshot()
  }

  snapshot(): void {
    if (this.#tip.snapshotSeq === this.#tip.seq) return
    writeSnapshot(this.#db, this.#tip.view)
    this.#tip = { ...this.#tip, snapshotSeq: this.#tip.seq, snapshotAt: this.#mono() }
  }

  #open(): Tip {
    const last = this.#db.prepare<[], { seq: number; hash: string }>('select seq, hash from events order by seq desc limit 1').get() ?? { seq: 0, hash: genesisHash }
    const progress = readProgress(this.#db)
    if (progress.seq > last.seq) throw new LedgerBrokenError(`The ledger ends at event ${last.seq}, and has had ${progress.seq}: the rest was removed from outside.`)
    if (!progress.isCurrent || progress.seq < last.seq) rebuildProjections(this.#db)
    const snapshot = readSnapshot(this.#db)
    return { ...last, view: foldForward(this.#db, snapshot), snapshotSeq: snapshot.seq, snapshotAt: this.#mono() }
  }
}
