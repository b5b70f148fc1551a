import { z } from 'zod'

/** What a walk along the hash chain of the ledger came to. */
export interface ChainReport {
  /** So many hold, from the first one on. */
  events: number
  /** Of the first and the last that hold, wall clock, ms; null where there is none. */
  from: number | null
  to: number | null
  /** null: it holds up to its end. Else the first seq at which it does not, and how. */
  broken: { seq: number; what: string } | null
}

/** The same, flat, as the API and the command line tell it. */
export const chainAnswerSchema = z.object({
  events: z.number().int(), from: z.number().nullable(), to: z.number().nullable(),
  holds: z.boolean(), brokenAt: z.number().int().nullable(), what: z.string().nullable(),
  /** How long the walk took. */
  ms: z.number(),
})
export type ChainAnswer = z.infer<typeof chainAnswerSchema>

/** @param ms how long the walk took */
export const chainAnswer = ({ events, from, to, broken }: ChainReport, ms: number): ChainAnswer =>
  ({ events, from, to, holds: broken === null, brokenAt: broken?.seq ?? null, what: broken?.what ?? null, ms: Math.round(ms) })
