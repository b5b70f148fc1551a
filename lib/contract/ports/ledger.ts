import type { Role } from '../access.ts'
import type { Command, CommandOutcome, CommandRequest } from '../command.ts'
import type { EventKind, LedgerEvent, NewEvent } from '../event.ts'
import type { Json } from '../json.ts'

/**
 * The append-only record of all events, as the active core writes it.
 *
 * Guarantees: what `append` resolved for is on disk (fsync) and will be read again after a power cut; one call's
 * events are in the ledger together or not at all, in their order; seq has no gaps; a writer whose epoch is older
 * than the lease's gets StaleEpochError and writes nothing. Projections change in the same transaction.
 * Does not guarantee: that events of two concurrent calls are not interleaved with others' between the calls.
 */
export interface Ledger {
  readonly core: string
  readonly epoch: number
  /** Group commit: calls of one tick, and those that wait behind a commit, share a transaction. */
  append: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  /** Renews the lease and writes heartbeats, this core's and what it heard of the others. Refused with StaleEpochError like any write. */
  beat: (others?: readonly Heartbeat[]) => Promise<void>
  /** Oldest queued command, now claimed by this core; null when there is none. Writes command-claim. */
  claim: () => Promise<Command | null>
  /** Ends a claimed command. Writes command-end. */
  finish: (command: string, state: 'done' | 'refused', outcome: CommandOutcome) => Promise<void>
  /** State that a task organism carries from pulse to pulse. */
  readState: (organism: string) => Json | undefined
  writeState: (organism: string, state: Json) => Promise<void>
  /** Drops attachments older than `beforeMs` (wall clock) or beyond `maxBytes` in all, oldest first. */
  trim: (keep: { beforeMs: number; maxBytes: number }) => Promise<{ dropped: number }>
  close: () => Promise<void>
}

/** That a core which stands by was heard. */
export interface Heartbeat {
  core: string
  host: string
  pid: number
  startedAt: number
  /** Wall clock of the leading core, ms. */
  heardAt: number
  /** From a beat of the leading core to its echo, ms. */
  lagMs: number | null
}

export interface EventQuery {
  after?: number
  limit: number
  organism?: string
  incident?: string
  kinds?: EventKind[]
}

/** What readers may do with the ledger: any process, read-only. */
export interface LedgerReader {
  events: (query: EventQuery) => LedgerEvent[]
  /** seq of the newest row; 0 when empty. */
  head: () => number
  /** A number that differs whenever anything was committed since the last call: cheap enough to poll. */
  changes: () => number
  /** Walks the hash chain. @returns null where it holds, else the first seq at which it breaks and how */
  verify: () => { seq: number; what: string } | null
}

/** Who asked, in what role, and why. */
export interface Petition {
  author: string
  role?: Role | null
  reason?: string | null
}

/** What the gate process may write: requests, never facts. */
export interface CommandDesk {
  insert: (request: CommandRequest, by: Petition) => Command | Promise<Command>
  read: (id: string) => Command | null | Promise<Command | null>
  recent: (limit: number) => Command[] | Promise<Command[]>
  /** Those of one author, newest first. */
  by: (author: string, limit: number) => Command[] | Promise<Command[]>
}
