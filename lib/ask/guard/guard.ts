import { statSync } from 'node:fs'
import { LedgerUnavailableError, QueryRefusedError } from '../../contract/errors.ts'
import type { Json } from '../../contract/json.ts'
import { checkStatement } from './check-statement.ts'
import { Conversation, Ended } from './conversation.ts'
import { childFile, guardCommand } from './launch.ts'
import { queryLimits, sqliteLimits, type QueryLimits } from './limits.ts'
import { endings, refusal } from './refusal.ts'

export interface QueryResult {
  columns: string[]
  rows: Json[][]
  /** There was more than the limits let through. */
  truncated: boolean
}

export interface GuardOptions {
  ledgerPath: string
  /** Name → query over the ledger's tables, each named as main.x. */
  views: Record<string, string>
  limits?: Partial<QueryLimits>
  /** The child's program, where it does not lie beside this one. */
  child?: string
}

/** A child that has not begun by then never will, ms. */
const startMs = 10_000
/** So long a child waits for another question, ms. */
const idleMs = 60_000
/** After so much work a child makes room for a fresh one, well before its CPU time is over, ms. */
const worksMs = 20_000
/** Beyond so many that wait, nobody is let in. */
const mostWaiting = 32
/** Above what a child that keeps the limits can say. */
const frameSlack = 200_000

/** Runs statements that read, in a process that can do nothing else. Whatever goes wrong there, the next one gets a new process. */
export class Guard {
  readonly #options: GuardOptions
  readonly #limits: QueryLimits
  #child: Conversation | null = null
  #queue: Promise<unknown> = Promise.resolve()
  #waiting = 0
  /** Of the file that the child has open: another one may take its place. */
  #inode: bigint | undefined
  #worked = 0
  #idle: NodeJS.Timeout | undefined

  constructor(options: GuardOptions) {
    this.#options = options
    this.#limits = { ...queryLimits, ...options.limits }
  }

  /** Of the child that waits for the next question; null where none does. */
  get pid(): number | null {
    return this.#child?.pid ?? null
  }

  /**
   * @throws QueryRefusedError: what was refused, and the way out; LedgerUnavailableError, LedgerBrokenError
   */
  async run(sql: string): Promise<QueryResult> {
    const statement = checkStatement(sql)
    if (this.#waiting >= mostWaiting) throw new QueryRefusedError('Too many questions wait already: ask again in a moment.')
    this.#waiting += 1
    const turn = this.#queue.then(() => this.#runNow(statement))
    this.#queue = turn.catch(() => undefined)
    return turn.finally(() => { this.#waiting -= 1 })
  }

  /** Ends the child; who asks again gets another one. */
  close(): void {
    clearTimeout(this.#idle)
    this.#child?.kill()
    this.#child = null
  }

  async #runNow(sql: string): Promise<QueryResult> {
    clearTimeout(this.#idle)
    if (this.#child?.isOver === true || this.#worked > worksMs || this.#inode !== inodeOf(this.#options.ledgerPath)) this.close()
    const isWarm = this.#child !== null
    try {
      this.#child ??= await this.#start()
      const { rows, bytes, characters, timeMs } = this.#limits
      const from = performance.now()
      const said = await this.#child.ask({ sql, rows, bytes, characters }, timeMs, bytes + frameSlack)
      this.#worked += performance.now() - from
      if (said.error) throw refusal(said.error, this.#limits)
      this.#idle = setTimeout(() => this.close(), idleMs).unref()
      return { columns: said.columns ?? [], rows: said.rows ?? [], truncated: said.truncated ?? false }
    } catch (error) {
      this.close()
      if (!(error instanceof Ended)) throw error
      // One that had waited may have died of something else, before it was asked.
      if (error.how === 'gone' && isWarm) return this.#runNow(sql)
      throw new QueryRefusedError(endings[error.how](this.#limits), { cause: error, detail: error.message })
    }
  }

  async #start(): Promise<Conversation> {
    const { ledgerPath, views, child = childFile() } = this.#options
    const inode = inodeOf(ledgerPath)
    if (inode === undefined) throw new LedgerUnavailableError('There is no ledger yet: the core that makes it has not started.')
    const begun = new Conversation(guardCommand(child, ledgerPath))
    this.#worked = 0
    this.#inode = inode
    try {
      const said = await begun.ask({ path: ledgerPath, views, limits: sqliteLimits }, startMs, frameSlack)
      if (said.error) throw refusal(said.error, this.#limits)
      return begun
    } catch (error) {
      begun.kill()
      if (error instanceof Ended) throw new LedgerUnavailableError('The process that reads the ledger could not be started.', { cause: error, detail: error.message })
      throw error
    }
  }
}

const inodeOf = (path: string): bigint | undefined => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino
