import { z } from 'zod'

/** Who asks: the resident does the daily work, a teacher is asked only in learning. */
export const seats = ['resident', 'teacher'] as const
export const seatSchema = z.enum(seats)
export type Seat = z.infer<typeof seatSchema>

/** What a language model is asked for: a cure, a better version of what is well, whether it is there at all, the SQL of a question, or code of an app that no template has. */
export const callPurposeSchema = z.enum(['heal', 'improve', 'test', 'ask', 'make'])
export type CallPurpose = z.infer<typeof callPurposeSchema>

/** As the provider counts them. */
export const usageSchema = z.object({ inputTokens: z.number().int().min(0), outputTokens: z.number().int().min(0) })
export type Usage = z.infer<typeof usageSchema>

/** One call of a language model, from question to end. The question and the answer hang on the event as its attachment. */
export const modelCallSchema = z.object({
  call: z.string(),
  seat: seatSchema,
  purpose: callPurposeSchema,
  provider: z.string(),
  model: z.string(),
  /** answered: it came to an end of its own; else the stable code of what went wrong. */
  outcome: z.string(),
  /** One line for people. */
  why: z.string().max(500),
  /** null where the provider does not say. */
  usage: usageSchema.nullable(),
  /** What counts against the budget: of a call under way, and where the provider does not say, the most that it can be. */
  counted: z.object({ tokens: z.number(), usd: z.number() }),
  /** US dollars; null where no price is known. */
  costUsd: z.number().nullable(),
  firstTokenMs: z.number().nullable(),
  ms: z.number(),
  /** Requests that it took: more than one where it was asked again. */
  requests: z.number().int(),
  /** Nobody was asked: the answer comes from a recording. */
  isReplay: z.boolean(),
})
export type ModelCall = z.infer<typeof modelCallSchema>
