import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { Tier } from '../contract/ports/sandbox.ts'
import { readClaim, type Claim } from './claims.ts'
import { systemClock } from './clock.ts'
import { findProgram } from './find-program.ts'
import { FrameReader } from './frames.ts'
import { encode } from './host/wire.cjs'
import { emptyEnvironment, infoFd, isolated, limited, nodeCommand, tiedToParent, type Profile } from './launch-command.ts'
import { findChild } from './sample-process.ts'
import { sendSignal } from './stop-tree.ts'

export interface ProcessExit {
  exitCode: number | null
  signal: NodeJS.Signals | null
  /** Why there never was a process. */
  spawnError: Error | null
}

/** How long after a process's end somebody else may hold its pipes open. */
const pipePatienceMs = 500

/** Who wants to know what the host says. `null`: something that no host says. */
type ClaimListener = (claim: Claim | null | 'too-long') => void

/**
 * One process with the host in it: booting, then waiting for its genome, then running it. Knows the pipes, the
 * tier's wrapper and how to end all of it; knows nothing of runs.
 */
export class HostProcess {
  readonly profile: Profile
  /** Kernel limits that this machine cannot set, each with why. */
  readonly refusedLimits: readonly string[]
  /** The process is gone, nothing that it started is left, and its pipes have given all they had. */
  readonly ended: Promise<ProcessExit>
  readonly #child: ChildProcess
  #state: 'booting' | 'ready' | 'exited' = 'booting'
  /** Of the program itself, behind whatever wraps it. */
  #pid: number | null = null
  /** Of the first process in the pid namespace: when it dies, the kernel kills all others there. */
  #initPid: number | null = null
  #listener: ClaimListener | null = null
  readonly #readyListeners: (() => void)[] = []

  constructor(tier: Tier, profile: Profile) {
    this.profile = profile
    const bwrap = tier >= 2 ? findProgram('bwrap') : null
    const node = nodeCommand(profile)
    const { command, refused } = limited(bwrap === null ? tiedToParent(node) : isolated(bwrap, node, profile.network), profile)
    this.refusedLimits = refused
    const pipes = bwrap === null ? 5 : infoFd + 1
    this.#child = spawn(command.file, command.args, { env: emptyEnvironment, cwd: '/', detached: true, stdio: Array<'pipe'>(pipes).fill('pipe') })
    this.ended = this.#end()
    for (const stream of this.#child.stdio) stream?.on('error', ignoreBrokenPipe)
    this.#readClaims()
    if (bwrap !== null) this.#readInfo()
  }

  get state(): 'booting' | 'ready' | 'exited' {
    return this.#state
  }

  /** The program's pid on this machine; null before it has booted. */
  get pid(): number | null {
    return this.#pid
  }

  get stdin(): Writable {
    return this.#child.stdio[0] as Writable
  }

  /** stdout or stderr. Nothing is read from it before somebody listens. */
  output(stream: 'stdout' | 'stderr'): Readable {
    return this.#child.stdio[stream === 'stdout' ? 1 : 2] as Readable
  }

  onReady(listener: () => void): void {
    if (this.#state === 'ready') listener()
    else this.#readyListeners.push(listener)
  }

  listen(listener: ClaimListener): void {
    this.#listener = listener
  }

  send(frame: unknown): void {
    const down = this.#child.stdio[3] as Writable
    if (down.writable) down.write(`${encode(frame)}\n`)
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
    const waited = new AbortController()
    await Promise.race([closed, systemClock.sleep(pipePatienceMs, waited.signal)])
    waited.abort()
    for (const stream of this.#child.stdio) stream?.destroy()
    return exit
  }

  #readClaims(): void {
    const reader = new FrameReader()
    const up = this.#child.stdio[4] as Readable
    up.on('data', (chunk: Buffer) => {
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
    this.#state = 'ready'
    this.#pid = this.#initPid === null ? (this.#child.pid ?? null) : findChild(this.#initPid)
    for (const listener of this.#readyListeners) listener()
  }

  #readInfo(): void {
    let text = ''
    const info = (this.#child.stdio as (Readable | null)[])[infoFd]
    info?.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const pid = /"child-pid":\s*(\d+)/.exec(text)?.[1]
      if (pid !== undefined) this.#initPid = Number(pid)
    })
  }
}

/** The other end may go away at any time. That it did is known by its exit. */
const ignoreBrokenPipe = (): void => undefined
