import { LedgerUnavailableError, OuroborosError } from '../../contract/errors.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { LeadClaim } from '../../contract/ports/store.ts'
import type { ReplicaNews } from '../sqlite/replica-news.ts'
import { CommitDoubt, type Committed, type Transaction } from './transaction.ts'

interface Waiting {
  rows: number
  work: (transaction: Transaction) => unknown
  resolve: (value: never) => void
  reject: (reason: unknown) => void
}

/** What became of each work of a batch. */
type Outcome = { value: unknown } | { refusal: OuroborosError }

/** Does all the work in one transaction and commits it. `doubt`: an earlier try that may be there. @returns null where it is */
export type Commit = (work: (transaction: Transaction) => Promise<Outcome[]>, doubt: ReplicaNews | null) => Promise<Committed<Outcome[]> | null>

/** Resolves when the replica has the news, or cannot have it soon. null: something was written, and nobody can say what. */
export type Settled = (news: ReplicaNews | null) => Promise<void>

/** Rows in one transaction: enough to share an fsync well, few enough that replicas take it in one breath. */
const maxRows = 500
/** From one try to the next while nothing can be written, ms. */
const againMs = 200
/** Closing waits no longer for word of a commit whose end nobody knows, ms. */
const closingMs = 5_000

/**
 * Group commit: while a transaction is on its way, what comes in waits and shares the next one. Work settles when its
 * transaction is on disk and this host's replica has it. A commit that broke off is looked for until it is known what
 * became of it; until then it is neither resolved nor refused, for its caller would write it again.
 */
export class CommitQueue {
  readonly #commit: Commit
  readonly #settled: Settled
  readonly #patience: LeadClaim['patience'] | undefined
  readonly #clock: Clock
  readonly #closing = new AbortController()
  readonly #settling = new Set<Promise<void>>()
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  #trouble: string | null = null
  #closedAt: number | null = null

  constructor({ commit, settled, patience, clock }: { commit: Commit; settled: Settled; patience: LeadClaim['patience'] | undefined; clock: Clock }) {
    this.#commit = commit
    this.#settled = settled
    this.#patience = patience
    this.#clock = clock
  }

  /**
   * @param work runs inside the transaction, and again where that came to nothing. An {@link OuroborosError} that it
   * throws refuses this work alone and must come before its first write; any other error takes the whole transaction back.
   */
  run<T>(rows: number, work: (transaction: Transaction) => T | Promise<T>): Promise<T> {
    if (this.#closedAt !== null) return Promise.reject(new LedgerUnavailableError('The ledger is closed.'))
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ rows, work, resolve, reject })
      // Work of one tick shares a transaction.
      this.#running ??= new Promise((begin) => setImmediate(begin)).then(() => this.#drain())
    })
  }

  get isClosed(): boolean {
    return this.#closedAt !== null
  }

  /** Commits what waits; what still cannot be written is refused. */
  async close(): Promise<void> {
    this.#closedAt ??= this.#clock.mono()
    this.#closing.abort()
    await this.#running
    await Promise.all(this.#settling)
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) await this.#commitBatch(this.#nextBatch())
    this.#running = null
  }

  /** One call's rows are never split, so a batch may exceed the limit by one call. */
  #nextBatch(): Waiting[] {
    let rows = 0
    const end = this.#waiting.findIndex((item) => (rows += item.rows) >= maxRows) + 1
    return this.#waiting.splice(0, end === 0 ? this.#waiting.length : end)
  }

  async #commitBatch(batch: Waiting[]): Promise<void> {
    let doubt: Committed<Outcome[]> | null = null
    for (;;) {
      try {
        const committed = await this.#commit((transaction) => doAll(batch, transaction), doubt?.news ?? null)
        this.#setTrouble(null)
        this.#tell(batch, committed ?? doubt, doubt === null)
        return
      } catch (error) {
        if (error instanceof CommitDoubt) {
          const isFirst = doubt === null
          doubt = error.committed as Committed<Outcome[]>
          // The server may well be there: nobody need hear of it.
          if (isFirst) continue
        }
        const failure = error instanceof CommitDoubt ? inDoubt(error.cause) : error
        if (!(failure instanceof LedgerUnavailableError) || !this.#waits(doubt !== null)) {
          for (const { reject } of batch) reject(doubt !== null && failure instanceof LedgerUnavailableError ? inDoubt(failure) : failure)
          return
        }
        this.#setTrouble(failure.message)
        if (this.#patience === undefined) for (const { reject } of this.#waiting.splice(0)) reject(failure)
        await this.#clock.sleep(againMs, this.#closing.signal.aborted ? undefined : this.#closing.signal)
      }
    }
  }

  /** Whether a batch that could not be written is tried again. */
  #waits(isInDoubt: boolean): boolean {
    if (this.#closedAt !== null) return isInDoubt && this.#clock.mono() - this.#closedAt < closingMs
    return isInDoubt || this.#patience !== undefined
  }

  #tell(batch: Waiting[], committed: Committed<Outcome[]> | null, isSure: boolean): void {
    if (committed === null) return
    // The next transaction need not wait until the replica has this one.
    const settling = this.#settled(isSure ? committed.news : null).then(() => {
      this.#settling.delete(settling)
      batch.forEach((item, index) => {
        const outcome = committed.result[index]
        if (outcome !== undefined && 'refusal' in outcome) item.reject(outcome.refusal)
        else item.resolve(outcome?.value as never)
      })
    })
    this.#settling.add(settling)
  }

  #setTrouble(why: string | null): void {
    if (why === this.#trouble) return
    this.#trouble = why
    this.#patience?.onTrouble(why)
  }
}

const inDoubt = (cause: unknown): LedgerUnavailableError =>
  new LedgerUnavailableError('The ledger cannot be used now: the connection broke during a commit, and it is not known what became of it.', { cause })

async function doAll(batch: Waiting[], transaction: Transaction): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { work } of batch) {
    try {
      outcomes.push({ value: await work(transaction) })
    } catch (error) {
      // One of the database is everybody's.
      if (!(error instanceof OuroborosError) || transaction.session.hasFailed) throw error
      outcomes.push({ refusal: error })
    }
  }
  return outcomes
}
