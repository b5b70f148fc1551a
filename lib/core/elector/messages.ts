import { z } from 'zod'
import { stepSchema } from '../../contract/step.ts'

/** What cores say to each other over their socket, one JSON a line. */

/** Of a core that stands by. */
export const standbyMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), core: z.string(), host: z.string(), pid: z.number().int(), startedAt: z.number() }),
  /** The answer to a beat. */
  z.object({ type: z.literal('echo'), beat: z.number().int() }),
  /** It led before, would have written, and was refused. */
  z.object({ type: z.literal('refused'), core: z.string(), pid: z.number().int(), epoch: z.number().int(), what: z.string() }),
])
export type StandbyMessage = z.infer<typeof standbyMessageSchema>
export type Hello = Omit<Extract<StandbyMessage, { type: 'hello' }>, 'type'>
export type Refusal = Omit<Extract<StandbyMessage, { type: 'refused' }>, 'type'>

/** Of the leading core. */
export const leaderMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('beat'), beat: z.number().int(), epoch: z.number().int(), lagMs: z.number().nullable() }),
  /** It has let go of everything: whoever hears this leads. */
  z.object({ type: z.literal('hand-over'), why: z.string() }),
  /** Whoever takes the lead next shall be struck when it comes to this step. */
  z.object({ type: z.literal('arm'), step: stepSchema, signal: z.enum(['SIGKILL', 'SIGSTOP']) }),
  /** It stops itself, and shall not be killed while the other one takes the lead; and be woken after so long. */
  z.object({ type: z.literal('split-brain'), wakeMs: z.number() }),
])
export type LeaderMessage = z.infer<typeof leaderMessageSchema>
