import type { Runnable } from '../../app-folder/runnables.ts'
import type { Failure } from '../../contract/run.ts'

export interface LogLine {
  component: string
  stream: 'stdout' | 'stderr'
  text: string
}

/** How a service ended that nobody had told to. */
export interface Death {
  component: string
  /** What was thrown and where, where that is known. */
  failure: Failure | null
  /** One line. */
  why: string
}

/** An app whose services run. What one of them does hides nothing of the others. */
export interface RunningApp {
  /** Where a service listens, which may be elsewhere than the registry has it. */
  port: (component: string) => number
  /** The last lines that it has printed, the oldest first. */
  log: (component: string) => readonly LogLine[]
  /** Those that died, in order. */
  deaths: () => readonly Death[]
  /** Resolves when each service has answered its health probe; names those that never did. */
  ready: () => Promise<readonly string[]>
  /** Ends all of them. Twice is harmless. */
  stop: () => Promise<void>
}

export interface RunOrder {
  components: readonly Runnable[]
  /** Absolute: what the services keep, a folder each. */
  dataDir: string
  /** The app's own; only who makes or reads tokens is told. */
  secret: string
  onLine?: (line: LogLine) => void
  onDeath?: (death: Death) => void
}

/** Runs apps: as sandboxed processes, or by Docker Compose. */
export interface Runner {
  start: (order: RunOrder) => Promise<RunningApp>
}
