import { randomInt } from 'node:crypto'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Json } from '../contract/json.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { RunRequest } from '../contract/ports/sandbox.ts'
import type { Failure, TaskResult } from '../contract/run.ts'
import { failureOf, type Claim, type ClaimedFailure } from './claims.ts'
import { locateSyntaxError } from './locate-syntax-error.ts'

export interface ConversationOptions {
  request: RunRequest
  clock: Clock
  send: (frame: unknown) => void
  /** The program took longer than `limits.timeoutMs`: over a task, over being loaded, or over its end. */
  onTimeout: () => void
  /** What came is nothing that the host says. */
  onNonsense: () => void
  /** The program says that it ends now, and waits until it is let go. */
  onExit: () => void
  onAnswer: (result: TaskResult) => void
}

/**
 * What is said with the host during one run: the order, then task after task, each when the one before is answered.
 * Times are ours: from a task's frame to its answer's.
 */
export class Conversation {
  readonly results: TaskResult[] = []
  /** What the host reported last. */
  failure: Failure | null = null
  /** The exit code that the program announced; null when it ended without a word, as by a signal. */
  announcedExit: number | null = null
  readonly #options: ConversationOptions
  readonly #files: GenomeFiles
  readonly #tasks: Iterator<Json> | AsyncIterator<Json>
  /** What came as a list has an end; of a stream, the answers are heard and not kept. */
  readonly #isList: boolean
  #answers = 0
  readonly #states: readonly Json[] | undefined
  #state: Json | undefined
  /** The task that is to be answered: since when (its frame, or its delay), and by which number. */
  #asked: { at: number; id: number } | null = null
  #deadline = new AbortController()
  /** Nonsense came: no word counts any more. */
  #isBroken = false
  /** The run is being ended: how the program goes is still heard, answers come too late. */
  #isOver = false

  constructor(options: ConversationOptions) {
    const { work, files } = options.request
    this.#options = options
    this.#files = files
    const tasks = work.mode === 'perform' ? work.tasks : []
    this.#isList = Array.isArray(tasks)
    this.#tasks = Array.isArray(tasks) ? tasks.values() : tasks[Symbol.asyncIterator]()
    this.#states = work.mode === 'perform' ? work.states : undefined
    this.#state = work.mode === 'perform' ? work.state : undefined
  }

  async begin(): Promise<void> {
    const { request, send } = this.#options
    const { files, entry, work } = request
    if (this.#isOver) return
    if (work.mode !== 'service') this.#startDeadline()
    if (work.mode === 'script' && work.delayMs) await this.#options.clock.sleep(work.delayMs, this.#deadline.signal)
    send({ kind: 'order', files, entry, mode: work.mode, args: work.mode === 'script' ? work.args : [], port: work.mode === 'service' ? work.port : null, env: work.mode === 'service' ? (work.env ?? {}) : {} })
  }

  take(claim: Claim | null): void {
    if (this.#isBroken) return
    if (claim?.kind === 'failure') {
      this.failure = locateSyntaxError(claim.failure, this.#files)
    } else if (claim?.kind === 'exit') {
      this.announcedExit = claim.code
      this.#options.onExit()
    } else if (claim?.kind === 'loaded' && this.#isPerform && this.#asked === null && this.#answers === 0) {
      void this.#askNext()
    } else if (claim?.kind === 'answer' && claim.id === this.#asked?.id) {
      this.#takeAnswer(claim, this.#asked.at)
    } else if (claim?.kind !== 'ready') {
      this.#isBroken = true
      this.failure = failureOf('uncaught', 'ProtocolError', 'the program wrote something of its own on the channel of its answers')
      this.#options.onNonsense()
    }
  }

  /** Nothing is asked any more, and nothing waited for. */
  end(): void {
    this.#isOver = true
    this.#deadline.abort()
  }

  get #isPerform(): boolean {
    return this.#options.request.work.mode === 'perform'
  }

  #takeAnswer(claim: Extract<Claim, { kind: 'answer' }>, askedAt: number): void {
    const ms = this.#options.clock.mono() - askedAt
    this.#asked = null
    if (this.#isOver) return
    const result = this.#resultOf(claim, ms)
    this.#answers += 1
    if (this.#isList) this.results.push(result)
    this.#options.onAnswer(result)
    void this.#askNext()
  }

  #resultOf(claim: Extract<Claim, { kind: 'answer' }>, ms: number): TaskResult {
    if ('failure' in claim) return { ok: false, failure: this.#located(claim.failure), ms }
    const { value, state } = claim
    if (state === undefined) return { ok: true, value, ms }
    this.#state = state
    return { ok: true, value, state, ms }
  }

  #located(failure: ClaimedFailure): Failure {
    return locateSyntaxError(failure, this.#files)
  }

  async #askNext(): Promise<void> {
    const { request, clock, send } = this.#options
    if (this.#isOver) return
    this.#deadline.abort()
    const next = this.#isList ? (this.#tasks as Iterator<Json>).next() : await this.#tasks.next()
    if (this.#isOver) return
    this.#startDeadline()
    if (next.done === true) return send({ kind: 'end' })
    const task = next.value
    // Not to be guessed: what a program writes by itself answers no later task.
    const id = randomInt(2 ** 47)
    this.#asked = { at: clock.mono(), id }
    const { signal } = this.#deadline
    if (request.work.mode === 'perform' && request.work.delayMs) await clock.sleep(request.work.delayMs, signal)
    if (!signal.aborted) send({ kind: 'task', id, task, state: this.#states === undefined ? this.#state : this.#states[this.#answers] })
  }

  #startDeadline(): void {
    const deadline = new AbortController()
    this.#deadline = deadline
    const { clock, request, onTimeout } = this.#options
    void clock.sleep(request.limits.timeoutMs, deadline.signal).then(() => {
      if (!deadline.signal.aborted) onTimeout()
    })
  }
}
