import { z } from 'zod'

/** A value as JSON text, cut where it is long: what a person reads, never what anything is judged by. */
const valueText = z.string().max(610)
const measureSchema = z.enum(['time', 'CPU time', 'memory', 'output'])

/**
 * What an organism has to do, for people: told once when a core takes it in. Bounded, and without the spec's code, which
 * stays where it is.
 */
export const specWordsSchema = z.object({
  examples: z.array(z.object({ name: z.string().max(200), task: valueText, expected: valueText, state: valueText.optional() })).max(40),
  /** Inputs that must be refused, and the pattern that the refusal's message must match. */
  refusals: z.array(z.object({ name: z.string().max(200), task: valueText, message: z.string().max(300).nullable() })).max(40),
  properties: z.array(z.string().max(300)).max(40),
  /** How many there are of each, however many are told. */
  counts: z.object({ examples: z.number().int(), refusals: z.number().int(), properties: z.number().int() }),
  /** Whether some inputs lie outside the contract, where a clean refusal is the right answer. */
  isChoosy: z.boolean(),
  /** What it carries from pulse to pulse at its start; null where it carries nothing. */
  initialState: valueText.nullable(),
  limits: z.object({ timeoutMs: z.number(), heapMb: z.number(), rssMb: z.number(), cpuSeconds: z.number(), outputBytes: z.number() }),
  /** What more of each measure does to a version's worth; a measure that is not told makes no difference. */
  fitness: z.array(z.object({ measure: measureSchema, more: z.enum(['better', 'worse']) })).max(4),
})
export type SpecWords = z.infer<typeof specWordsSchema>
