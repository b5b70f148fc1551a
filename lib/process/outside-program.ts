import { spawn, type ChildProcess } from 'node:child_process'
import type { Clock } from '../contract/ports/clock.ts'
import { endMarked, markVariable } from './end-marked.ts'
import { Excerpt } from './excerpt.ts'
import { findProgram } from './find-program.ts'
import { LineSplitter } from './line-splitter.ts'
import { sendSignal, stopTree } from './stop-tree.ts'

/** A program of the machine, with the rights of this process and with nothing else of it. */
interface OutsideOrder {
  /** Absolute path. */
  file: string
  /** As they are: no shell reads them. */
  args: readonly string[]
  folder: string
  environment: Readonly<Record<string, string>>
  timeoutMs: number
  /** Tells what it starts from all other processes: letters, digits, dashes. */
  mark: string
}

interface OutsideEnd {
  exitCode: number | null
  signal: string | null
  /** From its start to its end, or to the failure to start it. */
  ms: number
  /** Both streams in the order they came: all of it, or its beginning and its end with a line in between that says what was left out. */
  output: string
  stopped: OutsideStop | null
  /** Why there never was a process. */
  spawnError: Error | null
}

export type OutsideStop = 'timeout' | 'ending'

export interface OutsideProgram {
  ended: Promise<OutsideEnd>
  /** Harmless when it has ended. */
  stop: () => Promise<OutsideEnd>
}

/** Between SIGTERM and SIGKILL. */
const graceMs = 2_000
/** How long after its end somebody else may hold its pipes open. */
const pipePatienceMs = 500
const maxLineBytes = 64 * 1024
/** A line that was cut, with the word on how much is missing, still fits. */
const excerptSize = { headBytes: maxLineBytes + 256, tailBytes: maxLineBytes + 256 }

/** Starts it, unsandboxed. It leads a group of its own, sees no stdin, and whatever it starts ends with it. */
export function startOutside(order: OutsideOrder, clock: Clock): OutsideProgram {
  const started = clock.mono()
  const output = new BoundedOutput()
  const over = new AbortController()
  let stopped: OutsideStop | null = null

  const child = spawnTied(order)
  const stop = async (why: OutsideStop): Promise<OutsideEnd> => {
    if (child instanceof Error) return ended
    if (child.exitCode === null && child.signalCode === null) stopped ??= why
    await stopTree(child, graceMs, clock)
    return ended
  }

  async function conclude(): Promise<OutsideEnd> {
    const spawnError = child instanceof Error ? child : await gone(child, output)
    const ms = clock.mono() - started
    over.abort()
    if (child instanceof Error || spawnError !== null) return { exitCode: null, signal: null, ms, output: '', stopped: null, spawnError }
    endMarked(order.mark)
    await lastWords(child, clock)
    return { exitCode: child.exitCode, signal: child.signalCode, ms, output: output.end(), stopped, spawnError: null }
  }
  const ended = conclude()
  void clock.sleep(order.timeoutMs, over.signal).then(() => (over.signal.aborted ? undefined : stop('timeout')))

  return { ended, stop: () => stop('ending') }
}

/** On Linux the kernel ends it when this process is gone, however that happened. @returns why it could not be started, where that is known at once */
function spawnTied({ file, args, folder, environment, mark }: OutsideOrder): ChildProcess | Error {
  const setpriv = findProgram('setpriv')
  const [program, ...rest] = setpriv === null ? [file, ...args] as const : [setpriv, '--pdeathsig', 'KILL', '--', file, ...args] as const
  try {
    return spawn(program, rest, { cwd: folder, env: { ...environment, [markVariable]: mark } as unknown as NodeJS.ProcessEnv, detached: true, shell: false, stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    return error as Error
  }
}

/** Resolves when its process is gone, and with it the group that it led. */
function gone(child: ChildProcess, output: BoundedOutput): Promise<Error | null> {
  for (const stream of ['stdout', 'stderr'] as const) child[stream]?.on('data', (chunk: Buffer) => output.add(stream, chunk))
  return new Promise((resolve) => {
    child.once('error', resolve).once('exit', () => {
      if (child.pid !== undefined) sendSignal(-child.pid, 'SIGKILL')
      resolve(null)
    })
  })
}

/** What it has said is read to its end, unless somebody who has left its group goes on holding its pipes. */
async function lastWords(child: ChildProcess, clock: Clock): Promise<void> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null).filter(({ closed }) => !closed)
  const read = new AbortController()
  const all = Promise.all(streams.map((stream) => new Promise((resolve) => stream.once('close', resolve)))).then(() => read.abort())
  await Promise.race([all, clock.sleep(pipePatienceMs, read.signal)])
  for (const stream of streams) stream.destroy()
}

class BoundedOutput {
  readonly #lines = { stdout: new LineSplitter(maxLineBytes), stderr: new LineSplitter(maxLineBytes) }
  readonly #excerpt = new Excerpt(excerptSize)

  add(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    for (const { bytes, lines } of this.#lines[stream].push(chunk)) this.#excerpt.add(bytes, lines)
  }

  end(): string {
    for (const splitter of Object.values(this.#lines)) {
      const last = splitter.end()
      if (last !== null) this.#excerpt.add(last.bytes, last.lines)
    }
    return this.#excerpt.read().text
  }
}
