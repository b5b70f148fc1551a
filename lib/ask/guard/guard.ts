import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { existsSync } from 'node:fs'
import { LedgerBrokenError, LedgerUnavailableError, QueryRefusedError } from '../../contract/errors.ts'
import type { Json } from '../../contract/json.ts'
import { checkStatement } from './check-statement.ts'
import { childFile, guardCommand } from './launch.ts'
import { queryLimits, sqliteLimits, type QueryLimits } from './limits.ts'

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
    if (this.#child?.isOver === true || this.#worked > worksMs) this.close()
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
    if (!existsSync(ledgerPath)) throw new LedgerUnavailableError('There is no ledger yet: the core that makes it has not started.')
    const begun = new Conversation(guardCommand(child, ledgerPath))
    this.#worked = 0
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

interface Said extends Partial<QueryResult> { error?: Failure; ready?: true }
interface Failure { denied: string | null; code: number; message: string }

/** How a child came to an end in the midst of a question. */
class Ended extends Error {
  readonly how: 'late' | 'long' | 'gone'
  constructor(how: Ended['how'], message: string) {
    super(message)
    this.how = how
  }
}

const endings: Record<Ended['how'], (limits: QueryLimits) => string> = {
  late: ({ timeMs }) => `It took longer than ${timeMs / 1000} s and was stopped: ask of a shorter time, or of less at once.`,
  long: ({ bytes }) => `Its answer was longer than ${bytes} bytes: ask for fewer rows or columns.`,
  gone: () => 'It needed more memory or time than there is for one question, and was stopped: ask of a shorter time, or of less at once.',
}

/** SQLite's result codes that say something of the ledger, or of its limits. */
const codes = { busy: 5, locked: 6, noMemory: 7, ioError: 10, corrupt: 11, cannotOpen: 14, tooBig: 18, notADatabase: 26 } as const

function refusal({ denied, code, message }: Failure, { timeMs }: QueryLimits): Error {
  const detail = { detail: `${code}: ${message}` }
  if (denied !== null) return new QueryRefusedError(`The statement is refused: ${denied}. Ask the views alone, with one SELECT.`, detail)
  switch (code) {
    case codes.corrupt:
    case codes.notADatabase: return new LedgerBrokenError('The ledger file is damaged.', detail)
    case codes.busy:
    case codes.locked:
    case codes.ioError:
    case codes.cannotOpen: return new LedgerUnavailableError('The ledger cannot be read now.', detail)
    case codes.noMemory: return new QueryRefusedError(endings.gone({ ...queryLimits, timeMs }), detail)
    case codes.tooBig: return new QueryRefusedError('A text in it, or the statement itself, is too long: make it shorter.', detail)
    default: return new QueryRefusedError(`SQLite does not take the statement: ${message}.`, detail)
  }
}

/** A child with its pipes: one question, one answer, one after the other. */
class Conversation {
  readonly #child: ChildProcessWithoutNullStreams
  isOver = false
  #hear: (chunk: Buffer | null) => void = () => undefined
  #lastWords = ''

  constructor({ file, args }: { file: string; args: string[] }) {
    this.#child = spawn(file, args, { env: {} as NodeJS.ProcessEnv, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] })
    const end = (): void => {
      this.isOver = true
      this.#hear(null)
    }
    this.#child.once('error', end).once('exit', end)
    this.#child.stdin.on('error', end)
    this.#child.stdout.on('data', (chunk: Buffer) => this.#hear(chunk))
    this.#child.stderr.on('data', (chunk: Buffer) => { this.#lastWords = `${this.#lastWords}${chunk.toString()}`.slice(0, 2_000) })
    // A child that waits keeps nobody alive; a question is held by its timer.
    this.#child.unref()
    for (const pipe of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) (pipe as unknown as { unref?: () => void }).unref?.()
  }

  get pid(): number | null {
    return this.#child.pid ?? null
  }

  kill(): void {
    this.isOver = true
    this.#child.kill('SIGKILL')
  }

  /** @throws Ended, and the child is of no more use */
  ask(order: unknown, timeMs: number, mostBytes: number): Promise<Said> {
    return new Promise((resolve, reject) => {
      const pieces: Buffer[] = []
      let bytes = 0
      const settle = (act: () => void): void => {
        clearTimeout(timer)
        this.#hear = () => undefined
        act()
      }
      const fail = (how: Ended['how'], what: string): void => settle(() => {
        this.kill()
        reject(new Ended(how, `${what} ${this.#lastWords}`.trim()))
      })
      const timer = setTimeout(() => fail('late', `no answer within ${timeMs} ms`), timeMs)
      if (this.isOver) return fail('gone', 'the child has ended')
      this.#hear = (chunk) => {
        if (chunk === null) return fail('gone', 'the child has ended')
        pieces.push(chunk)
        bytes += chunk.length
        if (bytes > mostBytes) return fail('long', 'the answer is too long')
        if (chunk.at(-1) !== newline) return
        settle(() => {
          try {
            resolve(JSON.parse(Buffer.concat(pieces).toString('utf8')) as Said)
          } catch {
            this.kill()
            reject(new Ended('gone', 'the answer is none'))
          }
        })
      }
      this.#child.stdin.write(`${JSON.stringify(order)}\n`)
    })
  }
}

const newline = 10
