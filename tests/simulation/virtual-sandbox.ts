import type { Run, RunEnd, RunListener, RunRequest, Sandbox } from '../../lib/contract/ports/sandbox.ts'
import type { RunRecord, StopReason, TaskResult } from '../../lib/contract/run.ts'
import { failureOf, runRecord } from '../fixtures/fake-body.ts'
import type { Patient } from './patients.ts'
import type { Happening } from './virtual-clock.ts'
import type { VirtualProcess } from './virtual-process.ts'

/** How long a program runs, ms; and how often one takes long, or never ends, while the world is rough. */
const workMs = [3, 4, 6, 9, 15]
const slowMs = 300
const slowShare = 0.02
const hangShare = 0.01
const endingMs = [0, 1, 3]

/** Programs that a core runs. They end with it, and when somebody ends them; a core that is stopped hears of it later. */
export class VirtualSandbox implements Sandbox {
  readonly tier = 2
  readonly #core: VirtualProcess
  readonly #patients: readonly Patient[]
  readonly #running = new Set<VirtualRun>()

  constructor(core: VirtualProcess, patients: readonly Patient[]) {
    this.#core = core
    this.#patients = patients
    core.onDeath.push(() => this.endAll())
  }

  start(request: RunRequest, listener?: RunListener): Run {
    const patient = this.#patients.find(({ organism }) => organism.manifest.entry === request.entry)
    if (!patient) throw new Error(`nobody is made of ${request.entry}`)
    const run = new VirtualRun(this.#core, patient, request, listener, () => this.#running.delete(run))
    this.#core.act('programs', () => {
      this.#running.add(run)
      run.begin()
    })
    return run
  }

  warm(): void { /* It begins at once. */ }
  close = async (): Promise<void> => { await Promise.all([...this.#running].map((run) => run.stop('stopped'))) }

  /** From outside: the core need not run for it. */
  endAll(): void {
    for (const run of [...this.#running]) run.end({ signal: 'SIGKILL', exitCode: null })
  }
}

class VirtualRun implements Run {
  readonly ended: Promise<RunEnd>
  readonly organism: string
  /** A pulse, and no trial of a candidate: whoever pulses is listened to. */
  readonly #isPulse: boolean
  readonly #core: VirtualProcess
  readonly #patient: Patient
  readonly #request: RunRequest
  readonly #onEnd: () => void
  readonly #listener: RunListener | undefined
  #tell: (end: RunEnd) => void = () => undefined
  #beganAt: number | null = null
  #due: Happening | null = null
  #limit: Happening | null = null
  #reason: StopReason | null = null
  #isOver = false

  constructor(core: VirtualProcess, patient: Patient, request: RunRequest, listener: RunListener | undefined, onEnd: () => void) {
    this.#core = core
    this.#patient = patient
    this.#request = request
    this.#listener = listener
    this.#onEnd = onEnd
    this.organism = patient.organism.id
    this.#isPulse = listener !== undefined
    this.ended = new Promise((resolve) => { this.#tell = resolve })
  }

  pid = (): number | null => (this.#beganAt === null || this.#isOver ? null : 100_000)

  begin(): void {
    const { world } = this.#core
    this.#beganAt = world.clock.mono()
    if (this.#isPulse) world.pulses.begins(this.#core, this.organism, this)
    this.#listener?.started?.(100_000)
    const { chance, isRough } = world
    const { work, limits } = this.#request
    const delayMs = work.mode === 'service' ? 0 : (work.delayMs ?? 0)
    const isHanging = isRough && chance.isLess(hangShare)
    const ms = delayMs + (isRough && chance.isLess(slowShare) ? slowMs : chance.of(workMs))
    // The limit is the core's to watch.
    this.#limit = this.#core.post(limits.timeoutMs + delayMs, 'programs', () => void this.stop('timeout'))
    if (!isHanging) this.#due = world.clock.at(ms, `${this.#core.name} programs`, () => this.end({ signal: null, exitCode: 0 }))
  }

  signal = (signal: NodeJS.Signals): boolean => {
    if (this.#beganAt === null || this.#isOver) return false
    if (signal === 'SIGKILL') this.end({ signal, exitCode: null })
    return true
  }

  stop = (reason: StopReason): Promise<RunEnd> => {
    this.#reason ??= reason
    const { world } = this.#core
    this.#core.act('programs', () => void world.clock.at(world.chance.of(endingMs), `${this.#core.name} programs`, () => this.end({ signal: 'SIGKILL', exitCode: null })))
    return this.ended
  }

  end(how: Pick<RunRecord, 'exitCode' | 'signal'>): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#due?.cancel()
    this.#limit?.cancel()
    this.#onEnd()
    const { world } = this.#core
    if (this.#isPulse) world.pulses.ends(this)
    const wallMs = world.clock.mono() - (this.#beganAt ?? world.clock.mono())
    const results = how.signal === null && this.#reason === null ? this.#results(wallMs) : []
    const failed = this.#isGood ? undefined : results.find((result) => !result.ok)
    const record = runRecord({
      pid: 100_000, startedAt: world.wallNow() - wallMs, wallMs, cpuMs: wallMs, tier: 2, stopReason: this.#reason, ...how,
      ...(failed ? { exitCode: 1, failure: failed.failure } : {}),
    })
    this.#core.post(0, 'programs', () => this.#tell({ record, results, stdout: '', output: '' }))
  }

  get #isGood(): boolean { return this.#patient.good.includes(this.#request.files[this.#request.entry] ?? '') }

  #results(ms: number): TaskResult[] {
    const { work, entry } = this.#request
    if (work.mode !== 'perform' || !Array.isArray(work.tasks)) throw new Error('the patients of the simulation are tasks')
    if (!this.#isGood) {
      const failure = failureOf({ message: 'it is not itself', stack: `TypeError: it is not itself\n    at perform (organism/${entry}:3:5)` })
      return [{ ok: false, failure, ms }]
    }
    const { state, states } = work
    return work.tasks.map((task, index): TaskResult => {
      const answer = this.#patient.answer(task, (states?.[index] ?? state))
      if ('refusal' in answer) return { ok: false, failure: failureOf({ name: 'RangeError', message: answer.refusal, stack: `RangeError: ${answer.refusal}\n    at perform (organism/${entry}:2:5)` }), ms }
      return { ok: true, ms, ...answer }
    })
  }
}
