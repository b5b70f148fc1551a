import type { GenomeFiles } from '../genome.ts'
import type { Json } from '../json.ts'
import type { Organism } from '../spec.ts'
import type { RunRecord, TaskResult } from '../run.ts'

export interface TrialCase {
  task: Json
  /** State before; left out for organisms without. */
  state?: Json
}

export interface TrialEnd {
  /** One per case, in order; null where the process ended before it was answered. */
  results: (TaskResult | null)[]
  /** Of the process that did not answer; where all did, of the last one. */
  record: RunRecord
}

/**
 * Runs files that need not be live, of any kind of organism, in a sandboxed process: a task's `perform` for each
 * case; a script once a case (value: ScriptResult); a service on a port of its own, one request a case (value:
 * ServiceResult). Only facts come back; the judging is done by who asked. Never rejects. At least one case.
 */
export type Trial = (subject: { organism: Organism; files: GenomeFiles; cases: TrialCase[] }) => Promise<TrialEnd>

/**
 * The spec's word on an outcome: an input outside the contract has to be refused cleanly, any other answered, and
 * every property has to hold. null where all is well, else one line that says what was wrong.
 */
export type Oracle = (organism: Organism, seen: { task: Json; before: Json | undefined; outcome: TaskResult }) => string | null
