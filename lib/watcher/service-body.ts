import type { Organism, ServiceTask } from '../contract/spec.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { OutputChunk, Run, RunEnd, Sandbox } from '../contract/ports/sandbox.ts'
import type { TaskResult } from '../contract/run.ts'
import { askService } from '../process/ask-service.ts'
import { freePort } from '../process/free-port.ts'
import { portHolder } from '../process/port-holder.ts'
import type { Body, PulseFacts, PulseInput } from './body.ts'

export interface ServiceBodyOptions {
  organism: Organism
  sandbox: Sandbox
  clock: Clock
  onOutput: (chunk: OutputChunk) => void
  onStart: (started: { pid: number; port: number; genome: string }) => void
  /** Called when the process ends without having been told to: the next pulse has its record. */
  onDeath: () => void
}

interface Process {
  run: Run
  genome: string
  /** How it was launched: a change means a new process. */
  launch: string
  end: RunEnd | null
  /** It runs now, or has ended without: before that, only a stranger can answer on its port. */
  begun: Promise<void>
  listening: boolean
  holder: PulseFacts['portHolder']
}

/** From the start of the process to its first answer, ms. */
const startWithinMs = 5_000

/** How long a process may take to be gone after it has broken off a request, on a busy machine, ms. */
const dyingMs = 1_000

/** Not by a time limit, which says that it is there and too slow. */
const brokeOff = (result: TaskResult | null): boolean => result?.ok === false && result.failure.code !== 'ETIMEDOUT'

/** Services: one long-lived process. A pulse is its health probe and one real request. */
export function serviceBody(options: ServiceBodyOptions): Body {
  const { organism: { manifest, spec, home }, sandbox, clock } = options
  let alive: Process | null = null
  let port: number | null = null
  let wished = home?.wishedPort
  let stopping = false
  /** A signal that came while there was no process, for the next one. */
  let armed: NodeJS.Signals | null = null

  async function launch(input: PulseInput): Promise<Process> {
    port ??= await freePort(wished)
    const asked = port
    home?.listensOn(asked)
    const limits = { ...spec.limits, heapMb: input.override.heapMb ?? spec.limits.heapMb }
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const started = (pid: number): void => {
      options.onStart({ pid, port: asked, genome: input.genome })
      begin()
    }
    const run = sandbox.start(
      { files: input.files, entry: manifest.entry, limits, network: 'loopback', work: { mode: 'service', port: asked, ...(home && { env: home.env, folder: home.folder }) } },
      { output: options.onOutput, started },
    )
    const process: Process = { run, genome: input.genome, launch: launchKey(input), end: null, begun, listening: false, holder: 'unknown' }
    void begun.then(() => {
      if (armed !== null && run.signal(armed)) armed = null
    })
    void run.ended.then((end) => {
      begin()
      process.end = end
      if (alive === process && !stopping) options.onDeath()
    })
    return process
  }

  async function end(): Promise<void> {
    const last = alive
    alive = null
    await last?.run.stop('stopped')
  }

  /** A process that has ended, as the facts of a pulse. */
  const dead = ({ record, output }: RunEnd): PulseFacts =>
    ({ run: record, outcome: null, health: null, portHolder: 'unknown', output, workMs: record.wallMs })

  async function listen(process: Process, port: number): Promise<TaskResult> {
    const until = clock.mono() + startWithinMs
    await Promise.race([process.begun, clock.sleep(startWithinMs)])
    for (;;) {
      const answer = await askService(port, { method: 'GET', path: manifest.healthPath }, spec.limits.timeoutMs, clock)
      if (answer.ok || process.end !== null || clock.mono() > until) return answer
      await clock.sleep(5)
    }
  }

  return {
    async pulse(input) {
      // A death that nobody has seen is told, but not as the death of a version that came after it.
      if (alive && (alive.genome !== input.genome || (alive.end === null && alive.launch !== launchKey(input)))) await end()
      const process = alive ??= await launch(input)
      if (stopping) await end()
      const asked = port ?? 0
      const started = clock.mono()
      // Answered or ended, whichever comes first: a death must not wait for a time limit.
      const answered = (async () => {
        const health = process.listening
          ? await askService(asked, { method: 'GET', path: manifest.healthPath }, spec.limits.timeoutMs, clock)
          : await listen(process, asked)
        if (!health.ok) return { health, outcome: null }
        if (!process.listening) {
          process.listening = true
          const pid = process.run.pid()
          // What answers here may be somebody else's: a service that could not have its port may live on without.
          if (pid !== null) process.holder = await portHolder(asked, pid)
        }
        // Added latency counts: it is taken from the time that the request has.
        const delayMs = Math.min(input.override.delayMs ?? 0, spec.limits.timeoutMs - 1)
        await clock.sleep(delayMs)
        const outcome = await askService(asked, input.task as unknown as ServiceTask, spec.limits.timeoutMs - delayMs, clock)
        const timed = { ...outcome, ms: outcome.ms + delayMs }
        // A request may be answered and kill the service all the same, by a promise that nobody caught, say.
        const after = outcome.ok ? await askService(asked, { method: 'GET', path: manifest.healthPath }, spec.limits.timeoutMs, clock) : health
        return { health: after, outcome: timed }
      })()
      const seen = await Promise.race([answered, process.run.ended.then(() => null)])
      // A request that broke off is most often the process dying: its end says why, and comes within moments.
      if (seen && (brokeOff(seen.health) || brokeOff(seen.outcome))) await Promise.race([process.run.ended, clock.sleep(dyingMs)])
      const over = process.end ?? (seen === null ? await process.run.ended : null)
      if (over) {
        alive = null
        return dead(over)
      }
      const { health, outcome } = seen ?? { health: null, outcome: null }
      return { run: null, outcome, health, portHolder: process.holder, output: '', workMs: outcome?.ms ?? clock.mono() - started }
    },
    pid: () => alive?.run.pid() ?? null,
    signal(signal) {
      if (alive?.run.signal(signal) !== true) armed = signal
    },
    port: () => port,
    async restart({ newPort }) {
      await end()
      if (!newPort) return
      port = null
      // Somebody else has it, and may seem not to for a moment.
      wished = undefined
    },
    async stop() {
      stopping = true
      await end()
    },
  }
}

const launchKey = ({ override }: PulseInput): string => `${override.heapMb ?? ''}`
