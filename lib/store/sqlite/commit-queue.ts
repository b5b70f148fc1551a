import { LedgerUnavailableError, OuroborosError } from '../../contract/errors.ts'

interface Waiting {
  rows: number
  work: () => unknown
  resolve: (value: never) => void
  reject: (reason: unknown) => void
}

/** With patience, what cannot be written now waits until it can. */
export interface Patience {
  /** Told why nothing can be written, once a reason; and null as soon as it can again. */
  onTrouble: (why: string | null) => void
}

/** Does it later: at the end of this tick, or after `ms`. */
export type Defer = (work: () => void, ms: number) => void

const deferByTimers: Defer = (work, ms) => void (ms === 0 ? setImmediate(work) : setTimeout(work, ms))

/** From one try to the next while nothing can be written, ms. */
const againMs = 200
/** Rows in one transaction: enough to share an fsync well, few enough that the thread is soon free again. */
const maxRows = 500

/**
 * Group commit. Work of one tick, and what comes in while a commit blocks, shares one transaction; it settles when
 * that transaction is on disk. Nobody waits for a timer: a lone write is committed at the end of its tick.
 */
export class CommitQueue {
  readonly #transaction: (body: () => void) => void
  readonly #patience: Patience | null
  readonly #defer: Defer
  #waiting: Waiting[] = []
  #scheduled = false
  #trouble: string | null = null
  #isClosing = false

  /**
   * @param transaction runs the body and commits, or throws and leaves nothing behind
   * @param patience left out: who waits for what cannot be written is told so
   */
  constructor(transaction: (body: () => void) => void, patience: Patience | null = null, defer: Defer = deferByTimers) {
    this.#transaction = transaction
    this.#patience = patience
    this.#defer = defer
  }

  /**
   * @param work runs inside the transaction. An {@link OuroborosError} that it throws refuses this work alone and must
   * come before its first write; any other error takes the whole transaction back, and everybody in it is told.
   */
  run<T>(rows: number, work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ rows, work, resolve, reject })
      this.#schedule()
    })
  }

  /** Commits what waits, now; what still cannot be written is refused. */
  drain(): void {
    this.#isClosing = true
    while (this.#waiting.length > 0) this.#commit(this.#nextBatch())
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    const next = (): void => {
      this.#scheduled = false
      if (this.#waiting.length > 0) this.#commit(this.#nextBatch())
      if (this.#waiting.length > 0) this.#schedule()
    }
    this.#defer(next, this.#trouble === null ? 0 : againMs)
  }

  /** One call's rows are never split, so a batch may exceed the limit by one call. */
  #nextBatch(): Waiting[] {
    let rows = 0
    const end = this.#waiting.findIndex((item) => (rows += item.rows) >= maxRows) + 1
    return this.#waiting.splice(0, end === 0 ? this.#waiting.length : end)
  }

  #commit(batch: Waiting[]): void {
    const results: unknown[] = []
    const refusals = new Map<Waiting, OuroborosError>()
    try {
      this.#transaction(() => {
        for (const item of batch) {
          try {
            results.push(item.work())
          } catch (error) {
            if (!(error instanceof OuroborosError)) throw error
            results.push(undefined)
            refusals.set(item, error)
          }
        }
      })
    } catch (error) {
      if (this.#patience !== null && !this.#isClosing && error instanceof LedgerUnavailableError) {
        this.#waiting.unshift(...batch)
        this.#setTrouble(error.message)
      } else for (const { reject } of batch) reject(error)
      return
    }
    this.#setTrouble(null)
    batch.forEach((item, index) => {
      const refusal = refusals.get(item)
      if (refusal === undefined) item.resolve(results[index] as never)
      else item.reject(refusal)
    })
  }

  #setTrouble(why: string | null): void {
    if (why === this.#trouble) return
    this.#trouble = why
    this.#patience?.onTrouble(why)
  }
}
