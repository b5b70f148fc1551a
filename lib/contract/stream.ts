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

/** How the gate process sees the core that it keeps alive. */
export interface CoreHealth {
  state: 'starting' | 'up' | 'restarting' | 'down'
  pid: number | null
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
  core: (health: CoreHealth) => void
  /** Too far behind to catch up: load the view anew, then join again. */
  reload: () => void
}

export interface ClientToServer {
  join: (request: z.infer<typeof joinSchema>, answer: (reply: { ok: true; head: number } | { ok: false; error: string }) => void) => void
  follow: (request: z.infer<typeof followSchema>) => void
  /** Answered at once: how long the way there and back takes. */
  echo: (answer: () => void) => void
}

/** Frames that a core writes to the gate process on its stdout, one JSON a line. */
export type CoreFrame = { type: 'ready'; epoch: number } | { type: 'output'; batch: OutputBatch } | { type: 'thought'; batch: ThoughtBatch }
