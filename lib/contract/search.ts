import { z } from 'zod'
import { rungIdSchema } from './healing.ts'
import { genomePathSchema } from './organism.ts'

/** The stages of one search for a patch, in their order. */
export const searchStages = ['diagnose', 'localise', 'edit', 'evaluate', 'rank'] as const
export const searchStageSchema = z.enum(searchStages)
export type SearchStage = z.infer<typeof searchStageSchema>

/** How likely a line is to be at fault, 0 to 1. */
export const heatSchema = z.object({ file: genomePathSchema, line: z.number().int(), suspicion: z.number().min(0).max(1) })
export type Heat = z.infer<typeof heatSchema>

/** A candidate of a search that was refused: what it changed and what it died of. */
export const deathSchema = z.object({ tried: z.string().max(300), why: z.string().max(300) })
export type Death = z.infer<typeof deathSchema>

/** How a search for a patch stands, a few times a second. Everything but `heat` and `deaths` is since its start. */
export const searchProgressSchema = z.object({
  stage: searchStageSchema,
  tried: z.number().int(),
  perSecond: z.number(),
  /** Checks that the best candidate so far passes, of how many. */
  best: z.object({ passed: z.number().int(), total: z.number().int() }),
  /** Candidates that passed everything. */
  plausible: z.number().int(),
  /** Most suspicious first; empty where nothing new is known. */
  heat: z.array(heatSchema).max(200),
  /** A few of the latest. */
  deaths: z.array(deathSchema).max(20),
  ms: z.number(),
})
export type SearchProgress = z.infer<typeof searchProgressSchema>

/** What a kind of edit did to a text: enough to try the same again where the text looks alike. */
export const recipeSchema = z.object({ kind: z.string().max(60), before: z.string().max(500), after: z.string().max(500) })
export type Recipe = z.infer<typeof recipeSchema>

/** The values that one candidate came to say nothing of the others: what looks alike is one cause. */
export const deathCause = (why: string): string => why.replace(/-?\d+(?:\.\d+)?/g, '#').slice(0, 300)

/** What a search came to. */
export const searchReportSchema = z.object({
  rung: rungIdSchema,
  why: z.string().max(500),
  tried: z.number().int(),
  perSecond: z.number(),
  ms: z.number(),
  /** What its candidates died of, the commonest first. All of them, one a line, hang on the event as its attachment. */
  deaths: z.array(z.object({ cause: z.string().max(300), count: z.number().int() })).max(20),
})
export type SearchReport = z.infer<typeof searchReportSchema>
