import { z } from 'zod'
import type { LedgerEvent } from './event.ts'
import { organismIdSchema } from './organism.ts'

/** Socket.io events between the gate process and a page. */

/** What a client says first: the last seq that it has, so that it gets just what it missed. */
export const joinSchema = z.strictObject({ after: z.number().int().min(0) })

/** Which organism's raw output to follow; null: none. */
export const followSchema = z.strictObject({ organism: organismIdSchema.nullable() })

/** Raw output: bounded, lossy, never in the ledger as it stands here. */
export interface OutputBatch {
  organism: string
  at: number
  lines: { stream: 'stdout' | 'stderr'; text: string }[]
  /** Lines left out just before these, between the program and this page. */
  skipped: number
}

/** What a language model says, as it comes: lossy, what was said stands in the ledger when it has ended. */
export interface ThoughtBatch {
  call: string
  organism: string | null
  incident: string | null
  at: number
  /** Characters of this answer before these: a gap says that some were lost on the way. */
  offset: number
  text: string
}

/** How the gate process sees one of the cores that it keeps alive. */
export interface CoreHealth {
  /** a or b. */
  name: string
  state: 'starting' | 'up' | 'restarting' | 'down'
  /** null while it is not up. */
  role: CoreRole | null
  pid: number | null
  /** Of its reign; null while it does not lead. */
  epoch: number | null
  /** From a beat of the leading core to its echo, ms. */
  lagMs: number | null
  /** Wall clock of what was heard of it last; null where nothing was. */
  heardAt: number | null
  /** What keeps it from writing; null where nothing does. */
  trouble: string | null
  /** Restarts within the period, and how many are allowed. */
  restarts: number
  allowed: number
  /** Wall clock of the next try; null when none is planned. */
  retryAt: number | null
  why: string
}

export interface ServerToClient {
  /** A batch in order of seq, without gaps from the last one sent to this client. */
  events: (batch: LedgerEvent[]) => void
  output: (batch: OutputBatch) => void
  thought: (batch: ThoughtBatch) => void
  /** Every core, by name. */
  cores: (health: CoreHealth[]) => void
  /** Too far behind to catch up: load the view anew, then join again. */
  reload: () => void
}

export interface ClientToServer {
  join: (request: z.infer<typeof joinSchema>, answer: (reply: { ok: true; head: number } | { ok: false; error: string }) => void) => void
  follow: (request: z.infer<typeof followSchema>) => void
  /** Answered at once: how long the way there and back takes. */
  echo: (answer: () => void) => void
}

export const coreRoleSchema = z.enum(['active', 'standby'])
export type CoreRole = z.infer<typeof coreRoleSchema>

/** What a core says of itself, whenever it changes and twice a second. */
export const coreBeatSchema = z.object({ role: coreRoleSchema, epoch: z.number().int().nullable(), lagMs: z.number().nullable(), trouble: z.string().nullable() })
export type CoreBeat = z.infer<typeof coreBeatSchema>

/** What a core ends with, for whoever keeps it alive: only `broken` is a fall. */
export const exitCodes = { broken: 3, steppedDown: 4, handedOver: 5 } as const

/** Frames that a core writes to the gate process on its stdout, one JSON a line. */
export type CoreFrame = { type: 'beat'; beat: CoreBeat } | { type: 'output'; batch: OutputBatch } | { type: 'thought'; batch: ThoughtBatch }
