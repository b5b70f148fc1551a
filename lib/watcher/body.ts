import type { LaunchOverride } from '../contract/fault.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Json } from '../contract/json.ts'
import type { RunRecord, TaskResult } from '../contract/run.ts'

/** What one pulse is given. */
export interface PulseInput {
  genome: string
  files: GenomeFiles
  task: Json
  /** Left out for organisms without state. */
  state?: Json
  override: LaunchOverride
}

/** The bare facts of one pulse; what they mean is for the judge. */
export interface PulseFacts {
  /** The process that ran it and has ended; null while a service's process, or that of a script under watch, lives on. */
  run: RunRecord | null
  /** What came of the task; null where nothing did. */
  outcome: TaskResult | null
  /** A service's answer on its health path; null for the other kinds and where none was asked for. */
  health: TaskResult | null
  /** Who listens on a living service's port. */
  portHolder: 'service' | 'stranger' | 'nobody' | 'unknown'
  /** Bounded text of what it printed; empty for a living service, whose output goes its own way. */
  output: string
  workMs: number
}

/** The running side of an organism: one per kind. Calls do not overlap. */
export interface Body {
  pulse: (input: PulseInput) => Promise<PulseFacts>
  /** The process that runs now, if any. */
  pid: () => number | null
  signal: (signal: NodeJS.Signals) => void
  /** A service's port, else null. */
  port: () => number | null
  /** Ends the running process, if any; the next pulse starts anew. */
  restart: (choice: { newPort: boolean }) => Promise<void>
  stop: () => Promise<void>
}
