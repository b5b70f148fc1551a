import { z } from 'zod'
import { lessonSchema } from './lesson.ts'
import { seatSchema } from './model.ts'

const hourSchema = z.object({ calls: z.number().int(), tokens: z.number(), usd: z.number() })

/** What the API tells of the language models. */
export const mindStateSchema = z.object({
  seats: z.array(z.object({
    seat: seatSchema,
    /** `provider/model`; null: none is set. */
    name: z.string().nullable(),
    /** Its address, where one was given. */
    url: z.string().nullable(),
    /** US dollars for a million tokens, questions and answers; null: not given. */
    price: z.string().nullable(),
    /** Of the last hour. */
    used: hourSchema,
    limits: hourSchema,
  })),
  /** Wall clock until when teachers may be asked; null: they may not. */
  learningUntil: z.number().nullable(),
  /** They may be asked at any time. */
  isAlwaysOpen: z.boolean(),
})
export type MindState = z.infer<typeof mindStateSchema>

const lessonRowSchema = lessonSchema.extend({ learnedAt: z.number(), editedBy: z.string().nullable() })
export const lessonListSchema = z.object({ lessons: z.array(lessonRowSchema) })
