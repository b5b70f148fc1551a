import type { NewEvent } from '../event.ts'
import type { CommandDesk, Ledger, LedgerReader } from './ledger.ts'
import type { Readers } from './readers.ts'

/** One process, and not another one that has its pid by now. */
export interface ProcessIdentity {
  /** The machine, and the pid namespace where there are such: pids of two hosts say nothing about each other. */
  host: string
  pid: number
  /** When it began, as its host counts. Compared, never read. */
  born: string
}

/** A core that would lead. */
export interface Claimant extends ProcessIdentity {
  core: string
  /** Unix socket where it can be heard, on its host. */
  socket: string | null
}

/** Who leads, as the ledger has it. */
export interface Lease extends Claimant {
  epoch: number
}

export interface LeadClaim {
  claimant: Claimant
  /** The epoch that the claimant has seen end; 0: none. */
  over: number
  /** The first events of its reign. */
  events: readonly NewEvent[]
  /**
   * With patience, what cannot be written now waits until it can, in order. Told why nothing can be written, once a
   * reason, and null as soon as it can again. Left out: it is refused with LedgerUnavailableError.
   */
  patience?: { onTrouble: (why: string | null) => void }
  /** Called in each write transaction, just before its commit. */
  onCommit?: () => void
}

/** Where the ledger is kept: SQLite, or PostgreSQL. */
export interface Store {
  /** Whether cores of other hosts may write it, too. */
  isShared: boolean
  /** The SQLite file that is read: the ledger, or this host's replica of it. */
  readingPath: string
  readers: Readers & LedgerReader
  desk: CommandDesk
  /** @returns null where nobody has ever led; `ageMs`: since it was renewed, by the store's own clock */
  lease: () => Promise<{ lease: Lease; ageMs: number } | null>
  /**
   * Makes the claimant the leader, in one transaction: raises the epoch and writes the events, the first of its reign.
   * @throws LeaseTakenError where another one has raised it since
   */
  lead: (claim: LeadClaim) => Promise<Ledger>
  /** Cuts every connection that there is, for chaos; left out where there is none. */
  cut?: () => Promise<void>
  close: () => Promise<void>
}
