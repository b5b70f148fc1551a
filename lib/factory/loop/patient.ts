import { z } from 'zod'
import { runnableSchema } from '../../app-folder/runnables.ts'
import { testFileSchema } from '../../contract/factory/scenario.ts'
import type { Search } from '../../contract/ports/search.ts'
import type { RehearsalPorts } from '../check/rehearse-app.ts'
import { answerSchema } from '../check/run-scenario.ts'
import type { Pen } from '../pen.ts'
import { troubleSchema } from './find-blame.ts'

export interface PatchPorts extends RehearsalPorts {
  /** null: no edit is looked for. */
  search: Search | null
  /** null: no model is asked. */
  pen: Pen | null
}

/** What is to be patched, and what is known of it. */
export const patientSchema = z.object({
  app: z.string(),
  component: runnableSchema.extend({ title: z.string() }),
  trouble: troubleSchema,
  /** The end of what it printed. */
  log: z.string(),
  tests: testFileSchema,
  /** By request, what it answered when all was well. */
  recorded: z.record(z.string(), answerSchema),
  /** Its texts before they were what they are; null: none are known. */
  before: z.record(z.string(), z.string()).nullable(),
  /** For the search, ms. */
  budgetMs: z.number(),
  /** For all questions to a model, from when its patch begins to be looked for, ms. */
  timeMs: z.number(),
  seed: z.number(),
})
export type Patient = z.infer<typeof patientSchema>

export const componentPatchSchema = z.object({
  component: z.string(),
  /** Texts that it changes, and no others. */
  files: z.record(z.string(), z.string()),
  summary: z.string(),
})
export type ComponentPatch = z.infer<typeof componentPatchSchema>

/** Texts with which a component may be well, the likeliest first, and why there are no more. */
export type Proposals = AsyncGenerator<Pick<ComponentPatch, 'files' | 'summary'>, string, string | undefined>
