import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { Tier } from '../contract/ports/sandbox.ts'
import { readClaim, type Claim } from './claims.ts'
import { systemClock } from './clock.ts'
import { findProgram } from './find-program.ts'
import { FrameReader } from './frames.ts'
import { encode } from './host/wire.cjs'
import { emptyEnvironment, infoFd, isolated, limited, nodeCommand, pythonCommand, tiedToParent, type Profile } from './launch-command.ts'
import { findChild, isRunning } from './sample-process.ts'
import { sendSignal } from './stop-tree.ts'

export interface ProcessExit {
  exitCode: number | null
  signal: NodeJS.Signals | null
  /** Why there never was a process. */
  spawnError: Error | null
}

/** A host that has not booted by then never will. */
const bootMs = 15_000
/** How long after a process's end somebody else may hold its pipes open. */
const pipePatienceMs = 500
/** A killed process that still runs then is stuck in the kernel; waiting for it would hold up its healing. */
const namespacePatienceMs = 500

/** Who wants to know what the host says. `null`: something that no host says. */
type ClaimListener = (claim: Claim | null | 'too-long') => void

/**
 * One process with the host in it: booting, then waiting for its genome, then running it. Knows the pipes, the
 * tier's wrapper and how to end all of it; knows nothing of runs.
 */
export class HostProcess {
  /** Kernel limits that this machine cannot set, each with why. */
  readonly refusedLimits: readonly string[]
  /** The process is gone, nothing that it started is left, and its pipes have given all they had. */
  readonly ended: Promise<ProcessExit>
  readonly #child: ChildProcess
  readonly #pipes: (Readable | Writable | null)[]
  #state: 'booting' | 'ready' | 'exited' = 'booting'
  /** Of the program itself, behind whatever wraps it. */
  #pid: number | null = null
  /** Of the first process in the pid namespace: when it dies, the kernel kills all others there. */
  #initPid: number | null = null
  readonly #isWrapped: boolean
  #saidReady = false
  readonly #booted = new AbortController()
  #listener: ClaimListener | null = null
  readonly #readyListeners: (() => void)[] = []

  constructor(tier: Tier, profile: Profile) {
    // Where it is missing, starting it fails and says so: a lower tier must never stand in unseen.
    const bwrap = tier >= 2 ? (findProgram('bwrap') ?? 'bwrap') : null
    const host = profile.language === 'python' ? pythonCommand() : nodeCommand(profile)
    const { command, refused } = limited(bwrap === null ? tiedToParent(host) : isolated(bwrap, host, { ...profile, info: true }), profile)
    this.refusedLimits = refused
    this.#isWrapped = bwrap !== null
    const pipeCount = bwrap === null ? 5 : infoFd + 1
    this.#child = spawn(command.file, command.args, { env: emptyEnvironment, cwd: '/', detached: true, stdio: Array<'pipe'>(pipeCount).fill('pipe') })
    // Undefined where the machine is out of file descriptors, whatever the types say.
    this.#pipes = (this.#child.stdio as (Readable | Writable | null)[] | undefined) ?? []
    this.ended = this.#end()
    for (const stream of this.#pipes) stream?.on('error', ignoreBrokenPipe)
    this.#readClaims()
    void systemClock.sleep(bootMs, this.#booted.signal).then(() => {
      if (this.#state === 'booting') this.kill()
    })
    if (this.#isWrapped) this.#readInfo()
  }

  get state(): 'booting' | 'ready' | 'exited' {
    return this.#state
  }

  /** The program's pid on this machine; null before it has booted. */
  get pid(): number | null {
    return this.#pid
  }

  get stdin(): Writable | undefined {
    return this.#pipes[0] as Writable | undefined
  }

  /** stdout or stderr. Nothing is read from it before somebody listens. */
  output(stream: 'stdout' | 'stderr'): Readable | undefined {
    return this.#pipes[stream === 'stdout' ? 1 : 2] as Readable | undefined
  }

  onReady(listener: () => void): void {
    if (this.#state === 'ready') listener()
    else this.#readyListeners.push(listener)
  }

  listen(listener: ClaimListener): void {
    this.#listener = listener
  }

  send(frame: unknown): void {
    const down = this.#pipes[3] as Writable | undefined
    if (down?.writable) down.write(`${encode(frame)}\n`)
  }

  /** @returns false when the program is gone */
  signal(signal: NodeJS.Signals): boolean {
    const { pid } = this
    return pid !== null && this.#state !== 'exited' && sendSignal(pid, signal)
  }

  /** SIGKILL to everything that was started here. */
  kill(): void {
    if (this.#state === 'exited') return
    if (this.#initPid !== null) sendSignal(this.#initPid, 'SIGKILL')
    if (this.#child.pid !== undefined) sendSignal(-this.#child.pid, 'SIGKILL')
  }

  async #end(): Promise<ProcessExit> {
    const closed = new Promise((resolve) => this.#child.once('close', resolve))
    const exit = await new Promise<ProcessExit>((resolve) => {
      this.#child.once('error', (spawnError) => resolve({ exitCode: null, signal: null, spawnError }))
      this.#child.once('exit', (exitCode, signal) => {
        this.kill()
        resolve({ exitCode, signal, spawnError: null })
      })
    })
    this.#state = 'exited'
    this.#booted.abort()
    const waited = new AbortController()
    await Promise.race([closed, systemClock.sleep(pipePatienceMs, waited.signal)])
    waited.abort()
    for (const stream of this.#pipes) stream?.destroy()
    await this.#namespaceIsEmpty()
    return exit
  }

  /** bwrap's own end is not yet that of the processes in the namespace, which the kernel kills a moment later. */
  async #namespaceIsEmpty(): Promise<void> {
    if (!this.#isWrapped || this.#pid === null) return
    for (let waitedMs = 0; waitedMs < namespacePatienceMs && isRunning(this.#pid); waitedMs += 1) await systemClock.sleep(1)
  }

  #readClaims(): void {
    const reader = new FrameReader()
    const up = this.#pipes[4] as Readable | undefined
    up?.on('data', (chunk: Buffer) => {
      const frames = reader.push(chunk)
      if (frames === null) {
        up.destroy()
        this.#listener?.('too-long')
      }
      for (const frame of frames ?? []) this.#take(readClaim(frame))
    })
  }

  #take(claim: Claim | null): void {
    if (this.#state !== 'booting' || claim?.kind !== 'ready') return this.#listener?.(claim)
    this.#saidReady = true
    this.#becomeReady()
  }

  /** Two pipes must have spoken, the host's and bwrap's; either may be read first. */
  #becomeReady(): void {
    if (this.#state !== 'booting' || !this.#saidReady || (this.#isWrapped && this.#initPid === null)) return
    this.#state = 'ready'
    this.#booted.abort()
    this.#pid = this.#initPid === null ? (this.#child.pid ?? null) : findChild(this.#initPid)
    for (const listener of this.#readyListeners) listener()
  }

  #readInfo(): void {
    let text = ''
    const info = this.#pipes[infoFd] as Readable | undefined
    info?.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const pid = /"child-pid":\s*(\d+)\D/.exec(text)?.[1]
      if (pid !== undefined) this.#initPid = Number(pid)
      this.#becomeReady()
    })
  }
}

/** The other end may go away at any time. That it did is known by its exit. */
const ignoreBrokenPipe = (): void => undefined
