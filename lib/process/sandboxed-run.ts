import type { Clock } from '../contract/ports/clock.ts'
import type { Run, RunEnd, RunListener, RunRequest, Tier } from '../contract/ports/sandbox.ts'
import type { Failure, StopReason } from '../contract/run.ts'
import { failureOf } from './claims.ts'
import { Conversation } from './conversation.ts'
import { countNewlines } from './count-newlines.ts'
import { Excerpt } from './excerpt.ts'
import type { HostProcess, ProcessExit } from './host-process.ts'
import { OutputFeed } from './output-feed.ts'
import { programExit } from './program-exit.ts'
import { isPython } from './python-service.ts'
import { ResourceWatch } from './resource-watch.ts'
import { failureInTraceback } from './traceback.ts'

/** From SIGTERM to SIGKILL: for a program that is asked to go, and for one that is over a limit. */
const graceMs = 1000
const overLimitGraceMs = 100
/** Of what a program in Python writes on stderr: its end, where it says why it ends. */
const tracebackBytes = 16 * 1024

/** One run in one process, from the order to the record. */
export class SandboxedRun implements Run {
  readonly ended: Promise<RunEnd>
  readonly #host: HostProcess
  readonly #request: RunRequest
  readonly #listener: RunListener
  readonly #clock: Clock
  readonly #tier: Tier
  readonly #feed: OutputFeed
  /** Python has nobody in its process that would report its failure: what it prints is read. */
  readonly #traceback: Excerpt | null
  readonly #talk: Conversation
  readonly #gone = new AbortController()
  readonly #startedAt: number
  readonly #startedMono: number
  #watch: ResourceWatch | null = null
  #pid: number | null = null
  #firstOutputMs: number | null = null
  #stopReason: StopReason | null = null
  #isStopping = false
  #hasBooted = false
  #floodWindow = { from: 0, bytes: 0 }

  constructor(options: { host: HostProcess; request: RunRequest; listener: RunListener; clock: Clock; tier: Tier }) {
    this.#host = options.host
    this.#request = options.request
    this.#listener = options.listener
    this.#clock = options.clock
    this.#tier = options.tier
    this.#startedAt = this.#clock.now()
    this.#startedMono = this.#clock.mono()
    const { work, limits } = options.request
    this.#feed = new OutputFeed({
      clock: this.#clock,
      listener: options.listener.output,
      wholeStdoutBytes: work.mode === 'script' ? limits.outputBytes : 0,
    })
    this.#traceback = isPython(options.request.entry) ? new Excerpt({ headBytes: 0, tailBytes: tracebackBytes }) : null
    this.#talk = new Conversation({
      request: options.request,
      clock: this.#clock,
      send: (frame) => this.#host.send(frame),
      onTimeout: () => this.#stopFor('timeout'),
      onNonsense: () => this.#end(0),
      onExit: () => this.#letGo(),
      onAnswer: (result) => options.listener.answered?.(result),
    })
    this.ended = this.#host.ended.then((exit) => this.#conclude(exit))
    this.#begin()
  }

  pid(): number | null {
    return this.#pid
  }

  signal(signal: NodeJS.Signals): boolean {
    return this.#host.signal(signal)
  }

  stop(reason: StopReason): Promise<RunEnd> {
    this.#stopFor(reason, graceMs)
    return this.ended
  }

  #begin(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      this.#host.output(stream)?.on('data', (chunk: Buffer) => this.#takeOutput(stream, chunk))
    }
    this.#host.listen((claim) => {
      if (claim === 'too-long') this.#stopFor('flood')
      else this.#talk.take(claim)
    })
    this.#host.onReady(() => this.#order())
  }

  #order(): void {
    const { work } = this.#request
    this.#hasBooted = true
    void this.#talk.begin().then(() => this.#host.stdin?.end(work.mode === 'script' ? work.stdin : ''))
    this.#pid = this.#host.pid
    if (this.#pid === null) return
    this.#watch = new ResourceWatch({ pid: this.#pid, request: this.#request, clock: this.#clock, onOver: (reason) => this.#stopFor(reason) })
    this.#listener.started?.(this.#pid)
  }

  #takeOutput(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    const now = this.#clock.mono()
    this.#firstOutputMs ??= now - this.#startedMono
    this.#feed.push(stream, chunk)
    if (stream === 'stderr') this.#traceback?.add(chunk, countNewlines(chunk))
    const isService = this.#request.work.mode === 'service'
    if (isService && now - this.#floodWindow.from >= 1000) this.#floodWindow = { from: now, bytes: 0 }
    this.#floodWindow.bytes += chunk.length
    if (this.#floodWindow.bytes > this.#request.limits.outputBytes) this.#stopFor('flood')
  }

  /** The program is at its end and waits: a last look at what it used. */
  #letGo(): void {
    this.#watch?.measure()
    this.#host.send({ kind: 'go' })
  }

  #stopFor(reason: StopReason, grace = overLimitGraceMs): void {
    if (this.#isStopping || this.#gone.signal.aborted) return
    this.#stopReason = reason
    this.#end(grace)
  }

  /** SIGTERM, wait, SIGKILL. */
  #end(grace: number): void {
    if (this.#isStopping) return
    this.#isStopping = true
    this.#watch?.measure()
    this.#talk.end()
    if (grace === 0 || !this.#host.signal('SIGTERM')) return this.#host.kill()
    void this.#clock.sleep(grace, this.#gone.signal).then(() => {
      if (this.#gone.signal.aborted) return
      this.#watch?.measure()
      this.#host.kill()
    })
  }

  #conclude(exit: ProcessExit): RunEnd {
    this.#gone.abort()
    this.#talk.end()
    this.#watch?.end()
    const { stdout, output, summary } = this.#feed.end()
    const program = programExit(exit, { announced: this.#talk.announcedExit, isWrapped: this.#tier > 1, output, stopReason: this.#stopReason })
    const neverBegan = !this.#hasBooted && this.#stopReason === null
    const why = exit.spawnError?.message ?? (output.trim() || 'the process ended before it could begin')
    return {
      record: {
        pid: this.#pid,
        startedAt: this.#startedAt,
        wallMs: this.#clock.mono() - this.#startedMono,
        firstOutputMs: this.#firstOutputMs,
        cpuMs: this.#watch?.cpuMs ?? null,
        peakRssMb: this.#watch?.peakRssMb ?? null,
        ...program,
        failure: neverBegan ? failureOf('load', 'SpawnError', why, 'spawn-failed') : this.#talk.failure ?? this.#printedFailure(program),
        output: summary,
        tier: this.#tier,
        network: this.#request.network,
        refusedLimits: [...this.#host.refusedLimits, ...(this.#watch?.refusedLimits ?? [])],
      },
      results: this.#talk.results,
      stdout,
      output,
    }
  }

  /** Only of a program that ended by itself, and badly: what it has lived through is not why. */
  #printedFailure({ exitCode, stopReason }: Pick<RunEnd['record'], 'exitCode' | 'stopReason'>): Failure | null {
    if (this.#traceback === null || stopReason !== null || exitCode === null || exitCode === 0) return null
    return failureInTraceback(this.#traceback.read().text, this.#request.files)
  }
}
