import { z } from 'zod'
import { incidentEndSchema } from './incident.ts'
import { faultClassSchema, faultEndSchema } from './fault.ts'
import { restartBudgetSchema } from './setting.ts'
import { stepSchema } from './step.ts'

/** Where a setting's value comes from: the first that says something. `page`: changed while it runs. */
const settingOrigins = ['page', 'flag', 'environment', 'file', 'default'] as const

export const settingRowSchema = z.object({
  name: z.string(),
  /** As text; null: none, or a secret. */
  value: z.string().nullable(),
  /** Of a secret only this is told. */
  isSet: z.boolean(),
  isSecret: z.boolean(),
  origin: z.enum(settingOrigins),
  /** What it would be without the page's word. */
  configured: z.string().nullable(),
  /** What it is for. */
  about: z.string(),
  /** Whether PUT /api/settings takes it. */
  isChangeable: z.boolean(),
  /** How else it is changed. */
  how: z.string(),
})
const restartBudgetRowSchema = z.object({
  organism: z.string(), inForce: restartBudgetSchema, byManifest: restartBudgetSchema, origin: z.enum(['page', 'manifest']),
})
export const settingListSchema = z.object({ settings: z.array(settingRowSchema), restartBudgets: z.array(restartBudgetRowSchema) })

/** One fault of the past or in force, with what it led to. */
export const injectionRowSchema = z.object({
  /** Of its preparation. */
  seq: z.number().int(),
  id: z.string(), organism: z.string(), fault: z.string(), class: faultClassSchema, label: z.string(), summary: z.string(),
  seed: z.number(), intensity: z.number(), ttlMs: z.number(), at: stepSchema.optional(),
  preparedAt: z.number(),
  /** null: it never was in force. */
  injectedAt: z.number().nullable(),
  end: faultEndSchema.nullable(), endedAt: z.number().nullable(), why: z.string().nullable(),
  /** The incident that it caused; null where nobody noticed it. */
  incident: z.object({ id: z.string(), end: incidentEndSchema.nullable(), healMs: z.number().nullable() }).nullable(),
})
/** Newest first. `before` pages back: null at the beginning. */
export const injectionListSchema = z.object({ injections: z.array(injectionRowSchema), before: z.number().int().nullable() })
