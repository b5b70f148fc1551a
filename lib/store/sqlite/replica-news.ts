import type { CommandRow } from './command-row.ts'
import type { EventRow } from './event-row.ts'

/** How far a replica has come: what follows is news to it. */
export interface Marks {
  seq: number
  hash: string
  /** Number of the last change of a command. */
  commands: number
  beat: number
  trims: number
}

/** An event with what hangs on it. */
export interface ReplicaEvent extends EventRow { attachment: string | null }

export interface CommandChange extends CommandRow { change: number }

export interface LeaseRow { epoch: number; core: string; host: string; pid: number; born: string; socket: string | null; renewed_at: number }

export interface CoreRow { id: string; host: string; pid: number; epoch: number; role: string; started_at: number; heartbeat_at: number; lag_ms: number | null }

export interface HeartbeatRow { at: number; core: string; epoch: number; role: string; lag_ms: number | null }

/** What retention dropped: of the attachments up to `upTo` those that were older, and those through `through`. */
export interface TrimRow { trim: number; upTo: number; beforeMs: number; through: number }

/**
 * Changes of the ledger that a replica takes over, in its own tables' words. `since` says what they are complete from: a
 * replica that has not come so far would have a gap.
 */
export interface ReplicaNews {
  /** Without gaps, oldest first. One that the replica has may lead: it must be the same. */
  events?: readonly ReplicaEvent[] | undefined
  commands?: { since: number; rows: readonly CommandChange[] } | undefined
  /** Who leads and who is there, whole; and the heartbeats of the beats that are new. */
  reign?: { since: number; beat: number; lease: LeaseRow; cores: readonly CoreRow[]; heartbeats: readonly HeartbeatRow[] } | undefined
  trims?: { since: number; rows: readonly TrimRow[] } | undefined
}
