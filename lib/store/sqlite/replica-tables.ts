import type { Database } from 'better-sqlite3'
import { LedgerBrokenError } from '../../contract/errors.ts'
import { chainHash } from '../hash-chain.ts'
import { eventOf } from './event-row.ts'
import { openTip, prepareTip, type Tip } from './event-tip.ts'
import { keptHeartbeatsMs } from './heartbeats.ts'
import { prepareProgress, prepareProjections } from './projections/projections.ts'
import { foldForward, readSnapshot, snapshotSeq, writeSnapshot } from './projections/view-snapshot.ts'
import type { Marks, ReplicaEvent, ReplicaNews } from './replica-news.ts'
import { RowInserter } from './row-inserter.ts'

/** So many events behind, the view's snapshot is moved along; so many at a time, that the thread is soon free again. */
const snapshotEvents = 2000

/** The replica and the ledger tell different stories: one of them is not what it was. */
export class ReplicaContradiction extends Error {}

/** Which ledger it is a copy of, and how far; events say that for themselves. */
export const replicaTable = `
  create table if not exists replica (
    one integer primary key check (one = 1),
    ledger text not null,
    commands integer not null default 0,
    beat integer not null default 0,
    trims integer not null default 0
  ) strict;
`

/** The tables of one replica file. They have a ledger's shape, so that a ledger's readers read them. */
export class ReplicaTables {
  readonly #db: Database
  readonly #tip: () => Tip
  readonly #rows: RowInserter
  readonly #attach
  readonly #project
  readonly #progress
  readonly #counts
  readonly #setCounts
  readonly #command
  readonly #lease
  readonly #core
  readonly #heartbeat
  readonly #forget
  readonly #trim

  /** @throws LedgerBrokenError where events are gone that have been there */
  constructor(db: Database) {
    openTip(db)
    this.#db = db
    this.#tip = prepareTip(db)
    this.#rows = new RowInserter(db)
    this.#attach = db.prepare('insert into attachments (seq, at, organism, bytes, body) values (?, ?, ?, ?, ?)')
    this.#project = prepareProjections(db)
    this.#progress = prepareProgress(db)
    this.#counts = db.prepare<[], Pick<Marks, 'commands' | 'beat' | 'trims'>>('select commands, beat, trims from replica')
    this.#setCounts = db.prepare('update replica set commands = ?, beat = ?, trims = ?')
    this.#command = db.prepare(
      `insert or replace into commands (place, id, kind, state, author, role, reason, created_at, request, outcome, epoch, claims)
       values (:place, :id, :kind, :state, :author, :role, :reason, :created_at, :request, :outcome, :epoch, :claims)`,
    )
    this.#lease = db.prepare(
      `insert or replace into lease (one, epoch, core, host, pid, born, socket, renewed_at) values (1, :epoch, :core, :host, :pid, :born, :socket, :renewed_at)`,
    )
    this.#core = db.prepare(
      `insert into cores (id, host, pid, epoch, role, started_at, heartbeat_at, lag_ms) values (:id, :host, :pid, :epoch, :role, :started_at, :heartbeat_at, :lag_ms)`,
    )
    this.#heartbeat = db.prepare('insert or replace into heartbeats (at, core, epoch, role, lag_ms) values (:at, :core, :epoch, :role, :lag_ms)')
    this.#forget = db.prepare('delete from heartbeats where at < (select max(at) from heartbeats) - ?')
    this.#trim = db.prepare('delete from attachments where seq <= :upTo and (at < :beforeMs or seq <= :through)')
  }

  get ledger(): string {
    return this.#db.prepare<[], string>('select ledger from replica').pluck().get() ?? ''
  }

  marks(): Marks {
    return { ...this.#tip(), ...this.#read() }
  }

  /**
   * Takes over what is new of it, in one transaction. What is there is skipped: several processes may bring the same.
   * @returns false where something before it is missing, so that nothing could be taken over
   * @throws LedgerBrokenError where the chain of the ledger does not hold, ReplicaContradiction where it is not the ledger that this was copied from
   */
  apply(news: ReplicaNews): boolean {
    if (!this.#isNew(news)) return true
    const take = this.#db.transaction(() => {
      const counts = this.#read()
      const { commands, reign, trims } = news
      if ((commands?.since ?? 0) > counts.commands || (reign?.since ?? 0) > counts.beat || (trims?.since ?? 0) > counts.trims) return false
      if (!this.#takeEvents(news.events ?? [])) return false
      const next = { ...counts }
      for (const { change, ...row } of commands?.rows ?? []) {
        if (change <= next.commands) continue
        this.#command.run(row)
        next.commands = change
      }
      if (reign !== undefined && reign.beat > counts.beat) {
        this.#takeReign(reign)
        next.beat = reign.beat
      }
      for (const { trim, ...row } of trims?.rows ?? []) {
        if (trim <= next.trims) continue
        this.#trim.run(row)
        next.trims = trim
      }
      this.#setCounts.run(next.commands, next.beat, next.trims)
      return true
    })
    try {
      const isDone = take.immediate()
      if (isDone) this.#moveSnapshot()
      return isDone
    } catch (error) {
      this.#rows.clear()
      throw error
    }
  }

  #read(): Pick<Marks, 'commands' | 'beat' | 'trims'> {
    return this.#counts.get() ?? { commands: 0, beat: 0, trims: 0 }
  }

  /** Asked without the lock, so that what is known costs nobody a write. */
  #isNew({ events, commands, reign, trims }: ReplicaNews): boolean {
    const marks = this.marks()
    const last = events?.at(-1)
    return (last?.seq ?? 0) > marks.seq || (last?.seq === marks.seq && last.hash !== marks.hash)
      || (commands?.rows.at(-1)?.change ?? 0) > marks.commands || (reign?.beat ?? 0) > marks.beat || (trims?.rows.at(-1)?.trim ?? 0) > marks.trims
  }

  #takeEvents(events: readonly ReplicaEvent[]): boolean {
    const first = events[0]
    if (first === undefined) return true
    const tip = this.#tip()
    if (first.seq > tip.seq + 1) return false
    const known = events[tip.seq - first.seq]
    if (known !== undefined && known.hash !== tip.hash) throw new ReplicaContradiction(`event ${tip.seq} is another one there`)
    // Without the event before it, a row that does not follow does not say whose fault that is.
    const isAnchored = known !== undefined || tip.seq === 0
    const fresh = events.slice(tip.seq + 1 - first.seq)
    const broken = firstBreak(tip, fresh)
    if (broken !== null) {
      if (!isAnchored) return false
      throw new LedgerBrokenError(`The ledger's hash chain does not hold: ${broken}.`)
    }
    for (const { attachment, hash, ...row } of fresh) {
      this.#rows.add(row, hash)
      if (attachment !== null) this.#attach.run(row.seq, row.at, row.organism, Buffer.byteLength(attachment), attachment)
      this.#project(eventOf({ ...row, hash }))
    }
    this.#rows.flush()
    const last = fresh.at(-1)
    if (last !== undefined) this.#progress(last.seq)
    return true
  }

  #takeReign({ lease, cores, heartbeats }: NonNullable<ReplicaNews['reign']>): void {
    if (lease.epoch > 0) this.#lease.run(lease)
    this.#db.exec('delete from cores')
    for (const core of cores) this.#core.run(core)
    for (const heartbeat of heartbeats) this.#heartbeat.run(heartbeat)
    this.#forget.run(keptHeartbeatsMs)
  }

  /** Between transactions: what has not been committed must not get in. */
  #moveSnapshot(): void {
    const at = snapshotSeq(this.#db)
    if (this.#tip().seq - at < snapshotEvents) return
    const view = foldForward(this.#db, readSnapshot(this.#db), snapshotEvents)
    this.#db.transaction(() => {
      if (snapshotSeq(this.#db) < view.seq) writeSnapshot(this.#db, view)
    }).immediate()
  }
}

/** The first row that does not follow from the one before. */
function firstBreak(tip: Tip, rows: readonly ReplicaEvent[]): string | null {
  let { seq, hash } = tip
  for (const { hash: own, attachment: _attachment, ...row } of rows) {
    if (row.seq !== seq + 1) return `event ${seq + 1} is missing`
    if (own !== chainHash(hash, row)) return `event ${row.seq} is not what was written`
    seq = row.seq
    hash = own
  }
  return null
}
