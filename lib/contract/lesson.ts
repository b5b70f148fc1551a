import { z } from 'zod'
import { organismIdSchema } from './organism.ts'

/** What a teacher got right, put before the resident when something like it fails. */
export const lessonSchema = z.object({
  id: z.string().max(60),
  /** Where it was learnt; it helps others too. */
  organism: organismIdSchema,
  /** What went wrong: kind of the verdict, class and message of the error. */
  failure: z.string().min(1).max(500),
  /** The code around the fault, as it was. */
  context: z.string().max(4_000),
  /** What healed it, as search and replace blocks. */
  edit: z.string().min(1).max(4_000),
  /** In words. */
  why: z.string().max(1_000),
  /** `provider/model`, or who wrote it by hand. */
  teacher: z.string().max(200),
})
export type Lesson = z.infer<typeof lessonSchema>

/** What of a lesson people may change. */
export const lessonEditSchema = z.strictObject({ ...lessonSchema.pick({ failure: true, context: true, edit: true, why: true }).shape })
