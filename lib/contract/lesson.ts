import { z } from 'zod'
import { organismIdSchema } from './organism.ts'

/** Characters. */
export const lessonBounds = { id: 60, failure: 500, context: 4_000, edit: 4_000, why: 1_000, teacher: 200 } as const

/** What a teacher got right, put before the resident when something like it fails. */
export const lessonSchema = z.object({
  id: z.string().max(lessonBounds.id),
  /** Where it was learnt; it helps others too. */
  organism: organismIdSchema,
  /** What went wrong: kind of the verdict, class and message of the error. */
  failure: z.string().min(1).max(lessonBounds.failure),
  /** The code around the fault, as it was. */
  context: z.string().max(lessonBounds.context),
  /** What healed it, as search and replace blocks. */
  edit: z.string().min(1).max(lessonBounds.edit),
  /** In words. */
  why: z.string().max(lessonBounds.why),
  /** `provider/model`, or who wrote it by hand. */
  teacher: z.string().max(lessonBounds.teacher),
})
export type Lesson = z.infer<typeof lessonSchema>

/** What of a lesson people may change. */
export const lessonEditSchema = z.strictObject({ ...lessonSchema.pick({ failure: true, context: true, edit: true, why: true }).shape })
