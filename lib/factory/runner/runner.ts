import { z } from 'zod'
import type { Runnable } from '../../app-folder/runnables.ts'
import { failureSchema } from '../../contract/run.ts'

export const logLineSchema = z.object({ component: z.string(), stream: z.enum(['stdout', 'stderr']), text: z.string() })
export type LogLine = z.infer<typeof logLineSchema>

/** How a service ended that nobody had told to. */
export const deathSchema = z.object({
  component: z.string(),
  /** What was thrown and where, where that is known. */
  failure: failureSchema.nullable(),
  /** One line. */
  why: z.string(),
})
export type Death = z.infer<typeof deathSchema>

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
