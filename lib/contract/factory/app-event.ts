import { z } from 'zod'
import { taskEventSchema } from './flow.ts'
import { gapEndSchema, shareSchema } from './gap-end.ts'
import { appPlanSchema, slugSchema } from './plan.ts'
import { iterationSchema, registrySchema } from './registry.ts'

const app = slugSchema
const taskData = taskEventSchema.omit({ kind: true }).extend({ app })

export const makeEndSchema = z.enum(['well', 'stuck', 'limit', 'refused', 'cancelled', 'broken'])
export type MakeEnd = z.infer<typeof makeEndSchema>

/** What an app is, as it is in force: its registry without the files. */
export const appSummarySchema = z.object({
  title: z.string(),
  language: z.enum(['en', 'pl']),
  inForce: z.number().int(),
  components: z.array(registrySchema.shape.components.element.pick({ id: true, layer: true, language: true, title: true, needs: true, iteration: true, port: true })),
})
export type AppSummary = z.infer<typeof appSummarySchema>

/** What happens to the apps of the factory. Each names its app. */
export const appEventData = {
  /** Somebody has asked for an app, or for more of one. */
  'app-make-start': z.object({ app, sentence: z.string(), by: z.string(), isNew: z.boolean() }),
  /** What was understood of it. */
  'app-plan': z.object({ app, plan: appPlanSchema }),
  /** What became of what was wished for and no template has, and how much of all of it a model wrote; null: nothing. */
  'app-gaps': z.object({ app, gaps: z.array(gapEndSchema), share: shareSchema.nullable() }),
  'task-start': taskData,
  'task-complete': taskData,
  'task-fail': taskData,
  /** An iteration is in force. `files`: what it has changed, as component/path. */
  'iteration-add': z.object({ app, iteration: iterationSchema, files: z.array(z.string()), summary: appSummarySchema }),
  /** All scenarios were played. */
  'app-check': z.object({
    app,
    iteration: z.number().int(),
    passed: z.number().int(),
    failed: z.array(z.object({ scenario: z.string(), title: z.string(), of: z.string().nullable(), why: z.string() })),
    deaths: z.array(z.object({ component: z.string(), why: z.string() })),
    ms: z.number(),
  }),
  'app-make-end': z.object({ app, end: makeEndSchema, why: z.string(), ms: z.number() }),
  /** A core keeps it from now on. */
  'app-add': z.object({ app, summary: appSummarySchema, iterations: z.array(iterationSchema), organisms: z.record(z.string(), z.string()) }),
  /** Nobody keeps it any more; `to`: where its folder is now, in that of all apps. */
  'app-remove': z.object({ app, by: z.string(), to: z.string() }),
  /** Its folder is gone, or cannot be read. */
  'app-refuse': z.object({ app: z.string(), error: z.string() }),
} as const
