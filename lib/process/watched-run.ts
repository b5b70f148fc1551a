import { spawn, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import type { Writable } from 'node:stream'
import type { Clock } from '../contract/ports/clock.ts'
import type { OutputChunk, Run, RunEnd } from '../contract/ports/sandbox.ts'
import type { StopReason } from '../contract/run.ts'
import { failureOf } from './claims.ts'
import { findProgram } from './find-program.ts'
import { OutputFeed } from './output-feed.ts'
import { sampleProcess, type ProcessSample } from './sample-process.ts'
import { sendSignal, stopTree } from './stop-tree.ts'

/** A program of the user's, run as they would run it: their folder, their environment, their rights. */
export interface WatchedProgram {
  /** Absolute path. */
  script: string
  args: readonly string[]
  cwd: string
  env: Record<string, string>
  /** Absolute path → text, in place of what is on disk. */
  files: Record<string, string>
  /** Where the texts are put for the program to find. */
  overlayPath: string
  heapMb?: number
}

interface Listener {
  output: (chunk: OutputChunk) => void
  /** Where its output goes on to, byte by byte. */
  passTo: { stdout: Writable; stderr: Writable }
}

const graceMs = 2_000
const sampleMs = 100
const overlay = new URL('./overlay/overlay.mjs', import.meta.url)

/** Starts it, unsandboxed. It leads a group of its own, which ends with it, and dies with this process where the kernel can see to that. */
export function startWatched(program: WatchedProgram, { output, passTo }: Listener, clock: Clock): Run {
  const startedAt = clock.now()
  const started = clock.mono()
  const feed = new OutputFeed({ clock, listener: output, wholeStdoutBytes: 0 })
  let firstOutputMs: number | null = null
  let stopReason: StopReason | null = null
  let last: ProcessSample | null = null

  writeFileSync(program.overlayPath, JSON.stringify(program.files))
  const child = spawnTied([process.execPath, ...nodeFlags(program), program.script, ...program.args], program)
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (chunk: Buffer) => {
      firstOutputMs ??= clock.mono() - started
      feed.push(stream, chunk)
    })
    // Who reads slowly slows the program down, as without us; who has gone away does not.
    child[stream]?.pipe(passTo[stream], { end: false })
    passTo[stream].once('unpipe', () => child[stream]?.resume())
  }
  const sample = (): void => { last = (child.pid === undefined ? null : sampleProcess(child.pid)) ?? last }
  const sampling = setInterval(sample, sampleMs)

  async function conclude(): Promise<RunEnd> {
    const error = await new Promise<Error | null>((resolve) => {
      child.once('error', resolve).once('close', () => resolve(null))
      // What it left running must not outlive it, nor hold its pipes open.
      child.once('exit', () => { if (child.pid !== undefined) sendSignal(-child.pid, 'SIGKILL') })
    })
    clearInterval(sampling)
    const { stdout, output: both, summary } = feed.end()
    return {
      record: {
        pid: child.pid ?? null, startedAt, wallMs: clock.mono() - started, firstOutputMs, cpuMs: last?.cpuMs ?? null, peakRssMb: last?.peakRssMb ?? null,
        exitCode: child.exitCode, signal: child.signalCode, stopReason, failure: error && failureOf('load', 'SpawnError', error.message, 'spawn-failed'),
        output: summary, tier: 0, network: 'open', refusedLimits: [],
      },
      results: [], stdout, output: both,
    }
  }
  const ended = conclude()

  return {
    pid: () => child.pid ?? null,
    signal: (signal) => child.pid !== undefined && child.exitCode === null && child.signalCode === null && sendSignal(child.pid, signal),
    async stop(reason) {
      if (child.exitCode === null && child.signalCode === null) stopReason ??= reason
      await stopTree(child, graceMs, clock)
      return ended
    },
    ended,
  }
}

function nodeFlags({ overlayPath, heapMb }: WatchedProgram): string[] {
  const hook = new URL(overlay)
  hook.searchParams.set('files', overlayPath)
  return ['--import', hook.href, ...(heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`])]
}

/** On Linux the kernel ends it when this process is gone, however that happened. */
function spawnTied(command: readonly string[], { cwd, env }: WatchedProgram): ChildProcess {
  const setpriv = findProgram('setpriv')
  const [file = '', ...args] = setpriv === null ? command : [setpriv, '--pdeathsig', 'KILL', '--', ...command]
  return spawn(file, args, { cwd, env: env as NodeJS.ProcessEnv, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
}
