import { z } from 'zod'
import type { Json } from './json.ts'
import type { Step } from './step.ts'

export const faultClasses = ['code', 'runtime', 'data', 'system'] as const
export const faultClassSchema = z.enum(faultClasses)
export type FaultClass = z.infer<typeof faultClassSchema>

/** Uniform in [0, 1); seeded, never Math.random. */
export type Random = () => number

/** What of a fault can be chosen and makes a difference: how hard, for how long, and at which labelled step. */
export const faultChoiceSchema = z.enum(['intensity', 'time', 'step'])
export type FaultChoice = z.infer<typeof faultChoiceSchema>

interface FaultText {
  /** Stable, kebab-case. */
  id: string
  label: string
  /** One sentence: what a person learns from it. */
  teaches: string
  /** What intensity 1 (faint) to 5 (brutal) means for this fault. */
  intensity: string
}

export interface CodeFault extends FaultText {
  class: 'code'
  /**
   * A broken copy of one source file: a syntax-tree edit that keeps formatting and comments.
   * @returns null where the file offers no place for this fault
   */
  mutate: (source: string, choice: { random: Random; intensity: number }) => Mutation | null
}

export interface Mutation {
  source: string
  /** "line 12: `a + b` became `a - b`" */
  summary: string
}

/** What a runtime fault may reach of a running organism. Each call says whether it took hold. */
export interface RuntimeTarget {
  /** The process that runs now; a task or script between two pulses has none. */
  pid: () => number | null
  /** Sends a signal now, or to the next pulse's process as soon as it has started. */
  signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => void
  /** Changes how the next processes are launched, until taken back. Services are restarted into it. */
  override: (change: LaunchOverride) => Undo
  /** A service's port, else null. */
  port: number | null
}

export interface LaunchOverride {
  heapMb?: number
  /** Added before each task, script start or request, counted in its time. */
  delayMs?: number
}

/** Takes a fault back. Harmless when called twice. */
export type Undo = () => Promise<void> | void

export interface RuntimeFault extends FaultText {
  class: 'runtime'
  /** Kinds it makes sense for. */
  kinds: readonly ('task' | 'script' | 'service')[]
  /** How it is taken back, in words: recorded before it is injected. */
  undo: string
  /** How long it goes on by itself, ms: an organism that has recovered sooner has not seen all of it. Default: 0. */
  lastsMs?: (intensity: number) => number
  inject: (target: RuntimeTarget, choice: { random: Random; intensity: number }) => Promise<Undo> | Undo
}

export interface DataFault extends FaultText {
  class: 'data'
  /** A corrupted copy of one input; the original is never touched. */
  corrupt: (task: Json, choice: { random: Random; intensity: number }) => Json
}

/** What a system fault may reach: Ouroboros itself, as the leading core sees it. */
export interface SystemTarget {
  /** Ends (SIGKILL) or stops (SIGSTOP) this core: once its command is answered, or when it comes to `at`. */
  strike: (signal: 'SIGKILL' | 'SIGSTOP', at: Step | null) => Undo
  /** The other core takes the lead while this one is stopped, and wakes it after `wakeMs`. @throws NoStandbyError */
  splitBrain: (wakeMs: number) => void
  /** Breaks the socket to the cores that stand by. @throws NoStandbyError */
  breakLink: () => void
  /** Fills the file system of the data folder. @throws FaultUnfitError where that is not a small one of its own */
  fillDisk: () => Promise<Undo>
  /** Another process holds the ledger's write lock. */
  lockLedger: () => Promise<Undo>
  /** Moves this core's wall clock. */
  jumpClock: (byMs: number) => Undo
  /** @throws FaultUnfitError where no model is set */
  spoilModel: (how: 'dead' | 'slow' | 'lying') => Undo
  /** Cuts every connection to the database. @throws FaultUnfitError where the ledger is not in PostgreSQL */
  cutDatabase: () => Promise<void>
}

export interface SystemFault extends FaultText {
  class: 'system'
  /** How it is taken back, in words: recorded before it is injected. */
  undo: string
  takes: readonly FaultChoice[]
  /** It is over as soon as it has been done. */
  isMomentary?: true
  inject: (target: SystemTarget, choice: { random: Random; intensity: number; at: Step | null }) => Promise<Undo> | Undo
}

export type Fault = CodeFault | RuntimeFault | DataFault | SystemFault

/** Why an injection ended. */
export const faultEndSchema = z.enum(['healed', 'expired', 'undone', 'stopped', 'failed'])
export type FaultEnd = z.infer<typeof faultEndSchema>
