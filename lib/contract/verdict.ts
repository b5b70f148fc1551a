import { z } from 'zod'

/**
 * What a pulse came to. `healthy` is the only good one; `slow` is a warning that opens no incident by itself.
 *
 * crash: an error ended it, thrown or by exit code · rejection: a promise that nobody caught · syntax-error:
 * the source does not parse · missing-module: an import that is not there · killed: a signal from outside ·
 * timeout: did not end in time · wrong-output: ended well and said the wrong thing · over-memory · flood: more
 * output than allowed · silent: a service that runs and does not answer · exited: a service that ended by
 * itself without an error · port-taken: its port belongs to somebody else.
 */
export const verdictKinds = [
  'healthy', 'slow', 'crash', 'rejection', 'syntax-error', 'missing-module', 'killed', 'timeout', 'wrong-output',
  'over-memory', 'flood', 'silent', 'exited', 'port-taken',
] as const
export const verdictKindSchema = z.enum(verdictKinds)
export type VerdictKind = z.infer<typeof verdictKindSchema>

export const frameSchema = z.object({ file: z.string(), line: z.number().int(), column: z.number().int(), function: z.string().nullable() })
export type Frame = z.infer<typeof frameSchema>

export const verdictSchema = z.object({
  kind: verdictKindSchema,
  /** One line for people: "TypeError: Cannot read properties of null (reading 'id')". */
  summary: z.string().max(500),
  /** Same cause, same signature: error class, message shape and top frames. Null where healthy. */
  signature: z.string().nullable(),
  /** Frames inside the genome, innermost first. */
  frames: z.array(frameSchema).max(10),
})
export type Verdict = z.infer<typeof verdictSchema>
