import { z } from 'zod'
import { genomeIdSchema } from './genome.ts'
import { rungIdSchema } from './healing.ts'
import { organismIdSchema } from './organism.ts'
import { searchProgressSchema, searchReportSchema } from './search.ts'
import { verdictSchema } from './verdict.ts'

const incidentEnds = ['healed', 'rolled-back', 'quarantined'] as const
export const incidentEndSchema = z.enum(incidentEnds)
export type IncidentEnd = z.infer<typeof incidentEndSchema>

/** One check of the gate. A refused candidate's first failed check is its cause of death. */
export const checkSchema = z.object({
  name: z.enum(['answer', 'integrity', 'recurrence', 'parse', 'tests', 'failing-task', 'examples', 'throws', 'properties', 'speed', 'probation']),
  ok: z.boolean(),
  detail: z.string().max(500),
  ms: z.number(),
})
export type Check = z.infer<typeof checkSchema>

/** One candidate of one rung, from proposal to end. */
export const attemptSchema = z.object({
  rung: rungIdSchema,
  /** Genome that was tried; the running one for a restart. */
  genome: genomeIdSchema.nullable(),
  accepted: z.boolean(),
  /** What was tried, then why it was taken or refused. */
  tried: z.string().max(300),
  why: z.string().max(500),
  checks: z.array(checkSchema),
  /**
   * How far an accepted version is proved. held-out: on inputs that whoever wrote it had not seen · plausible: on known
   * answers alone.
   */
  proof: z.enum(['plausible', 'held-out']).optional(),
  /** The call of a language model that made it; missing where none did. */
  call: z.string().optional(),
  startedAt: z.number(),
  ms: z.number(),
})
export type Attempt = z.infer<typeof attemptSchema>

export const incidentSchema = z.object({
  id: z.string(),
  organism: organismIdSchema,
  openedAt: z.number(),
  closedAt: z.number().nullable(),
  end: incidentEndSchema.nullable(),
  /** The rung that ended it. */
  rung: rungIdSchema.nullable(),
  verdict: verdictSchema,
  genome: genomeIdSchema,
  /** The injection that caused it, where one is known to run. */
  fault: z.string().nullable(),
  /** From the fault's effect (else from the pulse's start) to incident-open. */
  detectMs: z.number(),
  /** From incident-open to its end. */
  healMs: z.number().nullable(),
  attempts: z.array(attemptSchema),
  /** How the last search for a patch stood; cut short once the incident has ended. Missing where none was begun. */
  progress: searchProgressSchema.optional(),
  /** What its searches came to, oldest first. Missing where none has ended. */
  searches: z.array(searchReportSchema).optional(),
})
export type Incident = z.infer<typeof incidentSchema>
