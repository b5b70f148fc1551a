import type { GenomeFiles } from '../genome.ts'
import type { Json } from '../json.ts'
import type { RunRecord, StopReason, TaskResult } from '../run.ts'
import type { Limits } from '../spec.ts'

export type Tier = 1 | 2 | 3

/** What one sandboxed process shall do. The source crosses by pipe: the child reads no file of ours. */
export interface RunRequest {
  files: GenomeFiles
  entry: string
  limits: Limits
  network: 'none' | 'loopback'
  work:
    /**
     * Imports the entry and calls `perform(task)` for each task in turn, in one process; ends when all are answered.
     * A task that exceeds `limits.timeoutMs` ends the process. With `state` it is `perform(task, state)`, and each
     * task is given the state that the one before left; with `states`, each is given its own. Tasks that come one by
     * one may take their time: only the answers are waited for with a deadline, and only the listener hears of them.
     */
    | { mode: 'perform'; tasks: Json[] | AsyncIterable<Json>; state?: Json; states?: Json[]; delayMs?: number }
    /** Runs the entry as the program, with argv and stdin. `limits.timeoutMs` bounds the whole run. */
    | { mode: 'script'; args: string[]; stdin: string; delayMs?: number }
    /**
     * Runs the entry as the program until it is stopped; no wall clock. `port` is its PORT, `env` what else its
     * environment says. `folder`, absolute: the only one that it may read and write.
     */
    | { mode: 'service'; port: number; env?: Record<string, string>; folder?: string }
}

/** Whole lines only, as text; what was dropped is counted where it was dropped. `at` is wall clock of the chunk. */
export interface OutputChunk {
  stream: 'stdout' | 'stderr'
  lines: string[]
  /** Lines dropped just before these, because too much was waiting. */
  skipped: number
}

export interface RunEnd {
  record: RunRecord
  /** One per task that was answered, in order; `perform` with a list of tasks only. */
  results: TaskResult[]
  /** Bounded text of what it printed, stdout only and both together in order of arrival. */
  stdout: string
  output: string
}

/**
 * One process from start to end.
 * `ended` never rejects: a spawn that fails is a record with `pid: null` and a failure that says why.
 */
export interface Run {
  /** Pid of the program as the host sees it; null before it has one. */
  pid: () => number | null
  /** Sends a signal to the program itself (not its wrapper). @returns false when it is gone already */
  signal: (signal: NodeJS.Signals) => boolean
  /** SIGTERM, wait, SIGKILL to the whole process tree. Twice is harmless; the first reason wins. */
  stop: (reason: StopReason) => Promise<RunEnd>
  ended: Promise<RunEnd>
}

export interface RunListener {
  output?: (chunk: OutputChunk) => void
  /** The program has its source and begins now. */
  started?: (pid: number) => void
  /** A task was answered. */
  answered?: (result: TaskResult) => void
}

export interface Sandbox {
  readonly tier: Tier
  start: (request: RunRequest, listener?: RunListener) => Run
  /** Keeps `count` booted spares waiting for runs with these limits and network. */
  warm: (profile: { heapMb: number; network: 'none' | 'loopback' }, count: number) => void
  /** Ends every child and spare. */
  close: () => Promise<void>
}
