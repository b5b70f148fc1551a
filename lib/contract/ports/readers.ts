import type { z } from 'zod'
import type { coreListSchema, genomeRowSchema, logPageSchema, pulseRowSchema } from '../api.ts'
import type { Incident } from '../incident.ts'
import type { View } from '../view.ts'

/** What pages and the API read: projections, any process, read-only. Lists are newest first. */
export interface Readers {
  /** Equal to folding every event with `reduceView`, at the projections' seq. */
  view: () => View
  incidents: (query: { organism?: string; limit: number }) => Incident[]
  incident: (id: string) => Incident | null
  genomes: (query: { organism?: string; limit: number }) => z.infer<typeof genomeRowSchema>[]
  genome: (id: string) => z.infer<typeof genomeRowSchema> | null
  pulses: (query: { organism: string; limit: number }) => z.infer<typeof pulseRowSchema>[]
  /** Lines of raw output with the seq of the event they hang on; `search` is a plain, case-insensitive substring. */
  log: (query: { organism?: string; before?: number; limit: number; search?: string }) => z.infer<typeof logPageSchema>
  cores: () => z.infer<typeof coreListSchema>['cores']
}
