import { z } from 'zod'
import { jsonSchema } from './json.ts'

/** Why the parent ended a run; null when the run ended by itself. The first reason wins. */
export const stopReasons = ['timeout', 'flood', 'memory', 'stopped'] as const
export const stopReasonSchema = z.enum(stopReasons)
export type StopReason = z.infer<typeof stopReasonSchema>

/** An error as the program itself knew it, sent by the host inside the sandbox: a claim, not a proof. */
export const failureSchema = z.object({
  phase: z.enum(['parse', 'load', 'perform', 'uncaught', 'rejection']),
  name: z.string().max(200),
  message: z.string().max(4000),
  /** Frames name genome files as `organism/<path>:<line>:<column>`; everything else is as V8 wrote it. */
  stack: z.string().max(16_000),
  code: z.string().max(100).nullable(),
})
export type Failure = z.infer<typeof failureSchema>

/** One call of `perform`. `ms` is measured by the parent, from the task's frame to the answer's. */
export const taskResultSchema = z.union([
  z.object({ ok: z.literal(true), value: jsonSchema, state: jsonSchema.optional(), ms: z.number() }),
  z.object({ ok: z.literal(false), failure: failureSchema, ms: z.number() }),
])
export type TaskResult = z.infer<typeof taskResultSchema>

const outputSummarySchema = z.object({
  lines: z.number().int(),
  bytes: z.number().int(),
  /** Lines that were counted but not kept. */
  skippedLines: z.number().int(),
})

/** The full record of one sandboxed process, the same for success and failure. Times from the parent, monotonic. */
export const runRecordSchema = z.object({
  pid: z.number().int().nullable(),
  /** Wall clock, ms since the epoch. */
  startedAt: z.number(),
  wallMs: z.number(),
  firstOutputMs: z.number().nullable(),
  cpuMs: z.number().nullable(),
  peakRssMb: z.number().nullable(),
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  stopReason: stopReasonSchema.nullable(),
  /** What the host reported last before the end, if anything. */
  failure: failureSchema.nullable(),
  output: outputSummarySchema,
  /** 0: unsandboxed, the user's own program with the user's own rights. */
  tier: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  network: z.enum(['none', 'loopback', 'open']),
  /** Limits that were asked for and could not be set here, each with why. */
  refusedLimits: z.array(z.string()),
})
export type RunRecord = z.infer<typeof runRecordSchema>
