import { z } from 'zod'
import { jsonSchema } from './json.ts'

/** Questions to the ledger, and what is answered. */

const languages = ['en', 'pl'] as const
export const languageSchema = z.enum(languages)
export type Language = z.infer<typeof languageSchema>

export const questionSchema = z.string().trim().min(1, 'ask something').max(500)
export const statementSchema = z.string().trim().min(1).max(8_000)

export const askRequestSchema = z.strictObject({
  question: questionSchema,
  /** To be run in the place of what the question would become: somebody has edited it. */
  sql: statementSchema.optional(),
})
export type AskRequest = z.infer<typeof askRequestSchema>

/** What a value is, for whoever shows it. `time`: ms since the epoch; `duration`: ms. */
const columnKinds = ['text', 'number', 'time', 'duration', 'share'] as const
export const columnSchema = z.object({ name: z.string(), kind: z.enum(columnKinds) })
export type Column = z.infer<typeof columnSchema>

export const answerSchema = z.object({
  question: z.string(),
  language: languageSchema,
  /** Who made the statement: the embedded grammar, a language model, or the asker. null: nobody could. */
  by: z.enum(['grammar', 'model', 'you']).nullable(),
  /** Words that were not understood; then there is no statement, and nothing was guessed. */
  unknown: z.array(z.string()),
  sql: z.string().nullable(),
  /** The answer in words; or what was not understood, and what could be asked instead. */
  sentence: z.string(),
  columns: z.array(columnSchema),
  rows: z.array(z.array(jsonSchema)),
  /** More rows were there. */
  truncated: z.boolean(),
  /** How the rows are best drawn: the columns of its two axes. */
  chart: z.object({ kind: z.enum(['bar', 'line']), x: z.number().int(), y: z.number().int() }).nullable(),
  /** seq of events behind the answer, the newest first. */
  events: z.array(z.number().int()),
  ms: z.number(),
})
export type Answer = z.infer<typeof answerSchema>

/** A view that questions may be asked of. */
export const ledgerViewSchema = z.object({ name: z.string(), about: z.string(), columns: z.array(columnSchema.extend({ about: z.string() })) })
export const vocabularySchema = z.object({ views: z.array(ledgerViewSchema), examples: z.array(z.object({ language: languageSchema, question: z.string() })) })
