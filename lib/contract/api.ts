import { z } from 'zod'
import { commandSchema } from './command.ts'
import { faultChoiceSchema, faultClassSchema } from './fault.ts'
import { genomeSchema, genomeStatusSchema, tagsSchema } from './genome.ts'
import { incidentSchema } from './incident.ts'
import { organismIdSchema, organismKindSchema, organismStateSchema } from './organism.ts'
import { stepSchema } from './step.ts'
import { verdictSchema } from './verdict.ts'

/** What the HTTP API says: the same schemas check requests, make /api/openapi.json and type the page. */

/** RFC 9457. `wayOut` says what to do about it. */
export const problemSchema = z.object({
  type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), code: z.string(), wayOut: z.string(),
})
export type Problem = z.infer<typeof problemSchema>

export const organismRowSchema = z.object({
  id: organismIdSchema, kind: organismKindSchema, title: z.string(), teaches: z.string(),
  state: organismStateSchema, stateReason: z.string(),
  genome: z.object({ id: z.string(), version: z.number().int() }).nullable(),
  pulses: z.number().int(),
  /** Good pulses ÷ all; null before the first. */
  successRate: z.number().nullable(),
  crashes: z.number().int(),
})
export const organismListSchema = z.object({
  organisms: z.array(organismRowSchema),
  refused: z.array(z.object({ folder: z.string(), error: z.string() })),
})

export const faultRowSchema = z.object({
  id: z.string(), class: faultClassSchema, label: z.string(), teaches: z.string(), intensity: z.string(),
  takes: z.array(faultChoiceSchema),
  /** Kinds of organism it can be injected into. */
  kinds: z.array(organismKindSchema),
})
export const faultListSchema = z.object({ faults: z.array(faultRowSchema), stopped: z.boolean() })

export const chaosRequestSchema = z.strictObject({
  /** Left out for a system fault. */
  organism: organismIdSchema.optional(),
  fault: z.string().max(60),
  seed: z.number().int().min(0).max(0xffff_ffff).optional(),
  intensity: z.number().int().min(1).max(5).optional(),
  ttlMs: z.number().int().min(1000).max(3_600_000).optional(),
  at: stepSchema.optional(),
})
export const chaosPreviewSchema = z.object({ diff: z.string(), summary: z.string(), seed: z.number(), undo: z.string() })
export const acceptedSchema = z.object({ command: z.string() })

export const incidentListSchema = z.object({ incidents: z.array(incidentSchema) })
export const genomeRowSchema = genomeSchema.extend({ status: genomeStatusSchema, fitness: z.number().nullable(), current: z.boolean(), tags: tagsSchema.optional() })
export const tagsRequestSchema = z.strictObject({ tags: tagsSchema })
export const genomeListSchema = z.object({ genomes: z.array(genomeRowSchema) })
export const commandListSchema = z.object({ commands: z.array(commandSchema) })

export const pulseRowSchema = z.object({
  seq: z.number().int(), at: z.number(), number: z.number().int(), genome: z.string(), workMs: z.number(),
  firstOutputMs: z.number().nullable(), peakRssMb: z.number().nullable(), verdict: verdictSchema,
})
export const pulseListSchema = z.object({ pulses: z.array(pulseRowSchema) })

const logLineSchema = z.object({ seq: z.number().int(), at: z.number(), text: z.string() })
/** Oldest first. `before` pages back: the next older page ends before this seq; null at the beginning. */
export const logPageSchema = z.object({ lines: z.array(logLineSchema), before: z.number().int().nullable() })

export const coreRowSchema = z.object({
  id: z.string(), host: z.string(), pid: z.number().int(),
  /** Of its reign; of one that stands by: 0. */
  epoch: z.number().int(),
  role: z.enum(['active', 'standby', 'dead']),
  startedAt: z.number(), heartbeatAt: z.number(),
  /** From a beat of the leading core to its echo, ms; null where there is none. */
  lagMs: z.number().nullable(),
})
export const coreListSchema = z.object({ cores: z.array(coreRowSchema) })
export const heartbeatSchema = z.object({ core: z.string(), at: z.number(), epoch: z.number().int(), role: z.enum(['active', 'standby']), lagMs: z.number().nullable() })
/** Oldest first, of the last hour. */
export const heartbeatListSchema = z.object({ heartbeats: z.array(heartbeatSchema) })
