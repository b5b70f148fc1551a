import type { z } from 'zod'
import type { coreListSchema, genomeRowSchema, heartbeatListSchema, logPageSchema, pulseRowSchema } from '../api.ts'
import type { Antibody } from '../antibody.ts'
import type { Incident } from '../incident.ts'
import type { injectionListSchema } from '../settings-list.ts'
import type { FaultEnd } from '../fault.ts'
import type { View } from '../view.ts'
import type { LedgerSizes } from './ledger-sizes.ts'

/** What pages and the API read: projections, any process, read-only. Lists are newest first. */
export interface Readers {
  /** Equal to folding every event with `reduceView`, at the projections' seq. */
  view: () => View
  /** The same at an earlier event; at the head for a later one. null: too many events lie between it and anything known. */
  viewAt: (seq: number) => Promise<View | null>
  incidents: (query: { organism?: string; limit: number }) => Incident[]
  incident: (id: string) => Incident | null
  genomes: (query: { organism?: string; limit: number }) => z.infer<typeof genomeRowSchema>[]
  genome: (id: string) => z.infer<typeof genomeRowSchema> | null
  /** The latest first. */
  antibodies: (organism: string) => Antibody[]
  pulses: (query: { organism: string; limit: number }) => z.infer<typeof pulseRowSchema>[]
  /** Every fault that the ledger tells of; `before` is the seq that the last page gave. */
  injections: (query: { organism?: string | undefined; fault?: string | undefined; end?: FaultEnd | 'running' | undefined; before?: number | undefined; limit: number }) => z.infer<typeof injectionListSchema>
  /** What hangs on an event; null where nothing does, or its time is over. */
  attachment: (seq: number) => string | null
  /** Lines of raw output with the seq of the event they hang on; `search` is a plain, case-insensitive substring. */
  log: (query: { organism?: string; before?: number; limit: number; search?: string }) => z.infer<typeof logPageSchema>
  cores: () => z.infer<typeof coreListSchema>['cores']
  /** How large the ledger is, and what waits in it. */
  sizes: () => LedgerSizes
  /** Oldest first, of the last hour, at most so many. */
  heartbeats: (query: { core?: string | undefined; limit: number }) => z.infer<typeof heartbeatListSchema>['heartbeats']
}
