import { z } from 'zod'
import { gapKindSchema, slugSchema } from './plan.ts'
import { scenarioSchema } from './scenario.ts'

/** What became of a place in a template that a model may fill. */
export const gapEndSchema = z.object({
  component: slugSchema,
  gap: gapKindSchema,
  /** What it is filled for. */
  wishes: z.array(z.string()),
  /** left: the template's own text stands there, and what was wished for is not done. */
  state: z.enum(['filled', 'left']),
  why: z.string().max(500),
  /** `provider/model`; null: nobody was asked. */
  by: z.string().nullable(),
  /** Of all questions and answers about it; null: nobody was asked. */
  tokens: z.object({ input: z.number().int(), output: z.number().int() }).nullable(),
})
export type GapEnd = z.infer<typeof gapEndSchema>

/** How much of an app a model wrote. Tokens. */
export const shareSchema = z.object({
  /** Its answers, with those that were of no use. */
  written: z.number().int(),
  /** All files that were made: what it would have written without templates. */
  whole: z.number().int(),
})
export type Share = z.infer<typeof shareSchema>

/** What a developer comes to: the files of one component. */
export const developedSchema = z.object({
  files: z.record(z.string(), z.string()),
  gaps: z.array(gapEndSchema.extend({
    /** As the model gave them, the oldest first, with the hash of what it was asked. */
    answers: z.array(z.object({ promptHash: z.string(), text: z.string() })),
    /** What has to hold of what was filled. */
    scenarios: z.array(scenarioSchema),
  })),
})
export type Developed = z.infer<typeof developedSchema>
