import { execFile } from 'node:child_process'
import type { Clock } from '../contract/ports/clock.ts'
import type { RunRequest } from '../contract/ports/sandbox.ts'
import type { StopReason } from '../contract/run.ts'
import { findProgram } from './find-program.ts'
import { emptyEnvironment } from './launch-command.ts'
import { sampleProcess, type ProcessSample } from './sample-process.ts'

const sampleMs = 50
/** A service is watched for days: a little less closely. */
const serviceSampleMs = 250
/** What ends sooner needs no kernel limit of a second or more, and would pay for setting it. */
const kernelLimitAfterMs = 250

/** Memory and CPU of one program, looked at from outside. Says when it is over its limits; stops nothing itself. */
export class ResourceWatch {
  readonly refusedLimits: string[] = []
  readonly #pid: number
  readonly #request: RunRequest
  readonly #onOver: (reason: StopReason) => void
  readonly #over = new AbortController()
  #first: ProcessSample | null = null
  #last: ProcessSample | null = null

  constructor(options: { pid: number; request: RunRequest; clock: Clock; onOver: (reason: StopReason) => void }) {
    this.#pid = options.pid
    this.#request = options.request
    this.#onOver = options.onOver
    this.#first = sampleProcess(options.pid)
    this.#last = this.#first
    this.#reportBlindness()
    void this.#watch(options.clock)
    void this.#limitCpu(options.clock)
  }

  /** From the beginning of the run: what the spare used to boot is not the program's. */
  get cpuMs(): number | null {
    return this.#last && this.#first && this.#last.cpuMs - this.#first.cpuMs
  }

  get peakRssMb(): number | null {
    return this.#last && this.#last.peakRssMb
  }

  /** One more look, while there is still something to see. */
  measure(): void {
    this.#last = sampleProcess(this.#pid) ?? this.#last
  }

  end(): void {
    this.#over.abort()
  }

  async #watch(clock: Clock): Promise<void> {
    const { limits, work } = this.#request
    const { signal } = this.#over
    while (this.#last && !signal.aborted) {
      await clock.sleep(work.mode === 'service' ? serviceSampleMs : sampleMs, signal)
      if (signal.aborted) return
      this.measure()
      if (this.#last.rssMb > limits.rssMb) this.#onOver('memory')
      if (work.mode !== 'service' && (this.cpuMs ?? 0) > limits.cpuSeconds * 1000) this.#onOver('timeout')
    }
  }

  /** The kernel's own count goes on where ours stops: if this process hangs, the program is still ended. */
  async #limitCpu(clock: Clock): Promise<void> {
    const { limits, work } = this.#request
    if (work.mode === 'service') return
    await clock.sleep(kernelLimitAfterMs, this.#over.signal)
    const prlimit = findProgram('prlimit')
    if (this.#over.signal.aborted || prlimit === null) return
    const seconds = Math.ceil(limits.cpuSeconds) + 1
    execFile(prlimit, ['--pid', String(this.#pid), `--cpu=${seconds}:${seconds + 1}`], { env: emptyEnvironment }, (error) => {
      if (error && !this.#over.signal.aborted) this.refusedLimits.push(`cpuSeconds: ${error.message.split('\n')[0] ?? ''}`)
    })
  }

  #reportBlindness(): void {
    if (this.#first === null) this.refusedLimits.push('rssMb, cpuSeconds: /proc is not readable here')
    if (this.#request.work.mode === 'service') this.refusedLimits.push('cpuSeconds: a service has no end to count to')
    else if (findProgram('prlimit') === null) this.refusedLimits.push('cpuSeconds: by sampling only, prlimit is not installed')
  }
}
