import { z } from 'zod'

/** Programs of the machine that may be run on an operator's word, where the configuration names them. */
export const actionPrograms = ['shell', 'git', 'docker', 'ollama'] as const
export const actionProgramSchema = z.enum(actionPrograms)
export type ActionProgram = z.infer<typeof actionProgramSchema>

export const actionSchema = z.strictObject({
  program: actionProgramSchema,
  /** One by one, no shell in between; of `shell`: the program and its arguments. */
  args: z.array(z.string().max(2_000).refine((text) => !text.includes('\0'), 'has no zero byte')).min(1).max(50),
  timeoutMs: z.number().int().min(100).max(600_000).default(30_000),
})
export type Action = z.infer<typeof actionSchema>

/** Its output hangs on the event of its end. */
export const actionOutcomeSchema = z.object({
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  ms: z.number(),
  /** The first part of what it printed, both streams. */
  output: z.string(),
  truncated: z.boolean(),
})
export type ActionOutcome = z.infer<typeof actionOutcomeSchema>
