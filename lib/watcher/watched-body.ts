import { pathToFileURL } from 'node:url'
import type { LaunchOverride } from '../contract/fault.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { OutputChunk, Run, RunEnd } from '../contract/ports/sandbox.ts'
import type { RunRecord } from '../contract/run.ts'
import { scriptResult } from '../process/script-result.ts'
import type { Body, PulseFacts, PulseInput } from './body.ts'
import { failureInText } from './last-words.ts'

export interface WatchedBodyOptions {
  /** Absolute folder that the genome's paths are relative to. */
  root: string
  launch: (files: GenomeFiles, override: LaunchOverride, onOutput: (chunk: OutputChunk) => void) => Run
  onOutput: (chunk: OutputChunk) => void
  clock: Clock
  /** It ended while nobody waited for it: the next pulse has its record. */
  onDeath: () => void
  /** It ended with 0, by itself: a pulse is about to say so. */
  onDone: () => void
}

interface Process {
  run: Run
  /** A change means a new process. */
  key: string
  end: RunEnd | null
}

/** How long a new process has to live before it counts as well, ms: longer than the last one that failed, within these. */
const settle = { least: 3_000, most: 60_000, longer: 1.25 }
/** Of what it prints between two looks, so many characters are kept, the last. */
const keptChars = 64 * 1024

/**
 * A user's own script: one process, run once. A pulse is its end or, while it lives, a look at it; the first look at a
 * process waits until it has lived long enough to say something.
 */
export function watchedBody({ root, launch, clock, onOutput, onDeath, onDone }: WatchedBodyOptions): Body {
  let alive: Process | null = null
  let settleMs = settle.least
  let stopping = false
  /** A signal that came while there was no process, for the next one. */
  let armed: NodeJS.Signals | null = null
  let said = ''

  function hear(chunk: OutputChunk): void {
    onOutput(chunk)
    said = (said + chunk.lines.map((line) => `${line}\n`).join('')).slice(-keptChars)
  }

  /** What it has printed since the last look. */
  function heard(): string {
    const output = said
    said = ''
    return output
  }

  async function begin({ genome, files, override }: PulseInput): Promise<Process> {
    if (override.delayMs !== undefined) await clock.sleep(override.delayMs)
    const run = launch(files, override, hear)
    const process: Process = { run, key: keyOf({ genome, override }), end: null }
    if (armed !== null && run.signal(armed)) armed = null
    void run.ended.then((end) => {
      process.end = end
      if (alive === process && !stopping) onDeath()
    })
    return process
  }

  async function end(): Promise<void> {
    const last = alive
    alive = null
    await last?.run.stop('stopped')
  }

  function ended(end: RunEnd): PulseFacts {
    const run = withFailure(end, root)
    const isGood = run.exitCode === 0 && run.stopReason === null
    if (isGood) onDone()
    else settleMs = Math.min(settle.most, Math.max(settle.least, run.wallMs * settle.longer))
    return { run, outcome: scriptResult({ ...end, record: run }), health: null, portHolder: 'unknown', output: heard(), workMs: run.wallMs }
  }

  return {
    async pulse(input) {
      // A death that nobody has seen is told, but not as the death of a version that came after it.
      if (alive && alive.key !== keyOf(input)) await end()
      const started = clock.mono()
      const isNew = alive === null
      const process = alive ??= await begin(input)
      if (stopping) await end()
      const settled = new AbortController()
      if (isNew) await Promise.race([process.run.ended, clock.sleep(settleMs, settled.signal)])
      settled.abort()
      if (process.end === null) return { run: null, outcome: null, health: null, portHolder: 'unknown', output: heard(), workMs: clock.mono() - started }
      alive = null
      return ended(process.end)
    },
    pid: () => alive?.run.pid() ?? null,
    signal(signal) {
      if (alive?.run.signal(signal) !== true) armed = signal
    },
    port: () => null,
    restart: end,
    async stop() {
      stopping = true
      await end()
    },
  }
}

const keyOf = ({ genome, override }: Pick<PulseInput, 'genome' | 'override'>): string => `${genome} ${override.heapMb ?? ''}`

/** A program of the user's has no host to report for it: what it printed has to say where it failed, in our names. */
function withFailure({ record, output }: RunEnd, root: string): RunRecord {
  if (record.exitCode === 0 || record.stopReason !== null || record.failure) return record
  const named = output.replaceAll(`${pathToFileURL(root).href}/`, 'organism/').replaceAll(`${root}/`, 'organism/')
  return { ...record, failure: failureInText(named) }
}
