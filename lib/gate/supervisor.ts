import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { exitCodes, type CoreBeat, type CoreFrame, type CoreHealth } from '../contract/stream.ts'
import { readFrames } from './core-frames.ts'
import type { Log } from '../log.ts'
import { coreRestarts, fallsWithin, planRestart, type RestartLimits } from './restart-plan.ts'

export interface SupervisorOptions {
  /** Of the core: a or b. */
  name: string
  /** The program and its arguments. */
  command: readonly [string, ...string[]]
  env: Record<string, string>
  cwd: string
  log: Log
  /** Descriptors of this process that the core has too, from 3 on. */
  passOn?: readonly number[]
  /** Every frame of a core but its beats. */
  onOutput: (frame: Extract<CoreFrame, { type: 'output' }>) => void
  onThought: (frame: Extract<CoreFrame, { type: 'thought' }>) => void
  limits?: RestartLimits
  /** A core that has said nothing after this long is killed. */
  readyMs?: number
  /** From SIGTERM to SIGKILL. */
  graceMs?: number
  /** A core whose heart has not beaten for so long is killed. Time in which this process slept does not count: a machine that did is no hung core. */
  silentMs?: number
}

/** Keeps one core process alive until it is stopped. */
export interface Supervisor {
  /** Harmless when called twice. */
  start: () => void
  /** The same until something changes. */
  health: () => CoreHealth
  /** Called on every change, never twice with the same state. @returns how to stop listening */
  onHealth: (listener: (health: CoreHealth) => void) => () => void
  /** SIGTERM, wait, SIGKILL; resolves when the core is gone and no other will be started. Harmless when called twice. */
  stop: () => Promise<void>
}

const nothingHeard = { role: null, epoch: null, lagMs: null, heardAt: null, trouble: null } as const satisfies Partial<CoreHealth>

const plannedEnds: Record<number, string> = {
  [exitCodes.steppedDown]: 'It stepped down: another core leads. It comes back and stands by.',
  [exitCodes.handedOver]: 'It handed over to the other core. It comes back and stands by.',
}

const whyUp = (name: string, { role, trouble }: CoreBeat): string =>
  trouble ?? (role === 'active' ? `core ${name} leads` : `core ${name} stands by`)

/** From one look at the heart to the next, ms. */
const lookMs = 500

/**
 * The core gets a pipe as stdin that is never written to: its end tells a core that the gate is gone, however the
 * gate went. It leads a process group of its own, so that Ctrl-C in a terminal reaches the gate alone, which then
 * ends it in order. What it says on stderr goes to the gate's.
 */
export function superviseCore(options: SupervisorOptions): Supervisor {
  const { command, log, limits = coreRestarts, readyMs = 15_000, graceMs = 5_000, silentMs = 5_000 } = options
  const listeners = new Set<(health: CoreHealth) => void>()
  let known: CoreHealth = { ...nothingHeard, name: options.name, state: 'starting', pid: null, restarts: 0, allowed: limits.allowed, retryAt: null, why: 'the core is starting' }
  let falls: number[] = []
  let child: ChildProcess | null = null
  /** Why we ended the child ourselves; the first reason wins. */
  let killedFor: string | null = null
  let retry: NodeJS.Timeout | undefined
  let stopping: Promise<void> | null = null
  let started = false

  const health = (): CoreHealth => {
    const restarts = fallsWithin(falls, performance.now(), limits.periodMs).length
    if (restarts !== known.restarts) known = { ...known, restarts }
    return known
  }

  function change(to: Partial<CoreHealth>): void {
    known = { ...known, ...to }
    for (const listener of listeners) listener(health())
  }

  function launch(): void {
    const [program, ...args] = command
    const launched = spawn(program, args, { cwd: options.cwd, env: options.env as NodeJS.ProcessEnv, detached: true, stdio: ['pipe', 'pipe', 'inherit', ...(options.passOn ?? [])] }) as ChildProcessByStdio<Writable, Readable, null>
    child = launched
    killedFor = null
    // 'starting' is the first time; a page shows every later one as what it is, a restart.
    change({ pid: launched.pid ?? null, retryAt: null, ...(falls.length > 0 && known.state !== 'down' ? { state: 'restarting' as const } : {}) })

    const kill = (why: string): void => {
      if (killedFor !== null) return
      killedFor = why
      log.warn({ pid: launched.pid, why }, 'core killed')
      launched.kill('SIGKILL')
    }
    const readyTimer = setTimeout(() => kill(`it was not ready after ${readyMs / 1000} s`), readyMs)
    let silence = 0
    let looked = performance.now()
    const watch = setInterval(() => {
      const now = performance.now()
      if (known.state === 'up') silence += Math.min(now - looked, 2 * lookMs)
      looked = now
      if (silence >= silentMs) kill(`its heart has not beaten for ${Math.round(silence / 100) / 10} s`)
    }, lookMs)

    // A core that dies with bytes on their way must not take the gate with it.
    launched.stdin.on('error', (error) => log.debug({ error: error.message }, 'core stdin closed'))
    readFrames(launched.stdout, (frame) => {
      if (frame.type === 'output') return options.onOutput(frame)
      if (frame.type === 'thought') return options.onThought(frame)
      clearTimeout(readyTimer)
      silence = 0
      if (killedFor === null && !stopping) change({ ...frame.beat, heardAt: Date.now(), state: 'up', why: whyUp(options.name, frame.beat) })
      return undefined
    }, (text) => log.warn({ pid: launched.pid, text }, 'core wrote something that is no frame'))

    let over = false
    const end = (how: string): void => {
      if (over) return
      over = true
      clearTimeout(readyTimer)
      clearInterval(watch)
      child = null
      if (stopping) return
      const planned = killedFor === null ? plannedEnds[launched.exitCode ?? -1] : undefined
      if (planned === undefined) return fell(killedFor ?? how)
      // It has done what it was asked to: that is no fall.
      log.info({ name: options.name, planned }, 'core ended')
      change({ ...nothingHeard, state: 'restarting', pid: null, retryAt: null, why: planned })
      launch()
    }
    launched.once('error', (error) => end(`it could not be started: ${error.message}`))
    launched.once('exit', (code, signal) => end(signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`))
  }

  function fell(why: string): void {
    const plan = planRestart(falls, performance.now(), limits)
    falls = plan.falls
    const seconds = Math.round(plan.delayMs / 100) / 10
    const next = plan.spent
      ? `${plan.falls.length} falls within ${limits.periodMs / 1000} s are more than the ${limits.allowed} allowed; next try in ${seconds} s`
      : plan.delayMs === 0 ? 'starting it again at once' : `starting it again in ${seconds} s`
    log.error({ why, falls: plan.falls.length, delayMs: plan.delayMs }, 'core fell')
    change({ ...nothingHeard, state: plan.spent ? 'down' : 'restarting', pid: null, retryAt: Date.now() + plan.delayMs, why: `The core fell: ${why}. ${next}.` })
    if (plan.delayMs === 0) launch()
    else retry = setTimeout(launch, plan.delayMs)
  }

  async function end(): Promise<void> {
    clearTimeout(retry)
    const last = child
    change({ ...nothingHeard, state: 'down', retryAt: null, why: 'Ouroboros is stopping' })
    if (!last || last.exitCode !== null || last.signalCode !== null) return
    const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()).once('error', () => resolve()))
    last.stdin?.end()
    last.kill('SIGTERM')
    const force = setTimeout(() => last.kill('SIGKILL'), graceMs)
    await gone
    clearTimeout(force)
    change({ pid: null })
  }

  return {
    start() {
      if (started) return
      started = true
      launch()
    },
    health,
    onHealth(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: () => (stopping ??= end()),
  }
}
