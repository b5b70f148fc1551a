import { LedgerUnavailableError } from '../../contract/errors.ts'
import type { CommandChange, ReplicaNews, TrimRow } from '../sqlite/replica-news.ts'
import type { Connections, Session } from './database.ts'
import { EventChain } from './event-chain.ts'
import { fetchReign } from './fetch-news.ts'
import { beginUnderLease, updateLease, type HeldLease } from './lease.ts'

/** One transaction of a core, the lease held: what is written in it, and what replicas are told of it. */
export class Transaction {
  readonly session: Session
  readonly events: EventChain
  readonly commands: CommandChange[] = []
  readonly trims: TrimRow[] = []
  readonly #held: HeldLease
  #isBeat = false

  constructor(session: Session, held: HeldLease, stamp: { core: string; epoch: number }) {
    this.session = session
    this.#held = held
    this.events = new EventChain(held, stamp)
  }

  /** The last event that was there before. */
  get head(): number {
    return this.#held.head
  }

  /** The lease is renewed. @returns the number that what comes with it has to carry */
  beat(): number {
    this.#isBeat = true
    return this.#held.beat + 1
  }

  nextTrim(): number {
    return this.#held.trims + this.trims.length + 1
  }

  /** Writes what has been collected. @returns what is new by it */
  async settle(): Promise<ReplicaNews> {
    const { session, events, commands, trims } = this
    if (events.rows.length > 0) await events.insert(session)
    if (events.rows.length === 0 && commands.length === 0 && trims.length === 0 && !this.#isBeat) return {}
    const marks = { head: events.seq, hash: events.hash, beat: this.#held.beat + (this.#isBeat ? 1 : 0), trims: this.#held.trims + trims.length }
    await updateLease(session, marks, { isRenewed: this.#isBeat, notice: JSON.stringify({ seq: marks.head, beat: marks.beat, trims: marks.trims, commands: commands.at(-1)?.change ?? 0 }) })
    return {
      events: events.rows,
      commands: commands[0] === undefined ? undefined : { since: commands[0].change - 1, rows: commands },
      reign: this.#isBeat ? await fetchReign(session, this.#held.beat) : undefined,
      trims: trims.length === 0 ? undefined : { since: this.#held.trims, rows: trims },
    }
  }
}

export interface Committed<T> { result: T; news: ReplicaNews }

/** The connection broke while the commit was on its way: it may be there, or not. */
export class CommitDoubt<T> extends Error {
  readonly committed: Committed<T>

  constructor(committed: Committed<T>, cause: unknown) {
    super('the connection broke during a commit', { cause })
    this.committed = committed
  }
}

export interface Work<T> {
  /** Asked first, the lock held, where an earlier try ended in doubt: it has ended by then, one way or the other. */
  isThere?: ((session: Session) => Promise<boolean>) | undefined
  run: (session: Session, held: HeldLease) => Promise<{ transaction: Transaction; result: T }>
  /** Just before the commit. */
  onCommit?: (() => void) | undefined
}

/**
 * @returns null where an earlier try was there after all
 * @throws CommitDoubt; with any other error, nothing was written
 */
export async function commitUnderLease<T>(connections: Connections, { isThere, run, onCommit }: Work<T>): Promise<Committed<T> | null> {
  return connections.use(async (session) => {
    try {
      const held = await beginUnderLease(session)
      if (isThere !== undefined && (await isThere(session))) {
        await session.rollback()
        return null
      }
      const { transaction, result } = await run(session, held)
      const committed = { result, news: await transaction.settle() }
      onCommit?.()
      await commit(session, committed)
      return committed
    } catch (error) {
      if (!session.isBroken) await session.rollback().catch(() => undefined)
      throw error
    }
  })
}

async function commit<T>(session: Session, committed: Committed<T>): Promise<void> {
  let command: string | undefined
  try {
    command = (await session.batch('commit'))[0]?.command
  } catch (error) {
    // Whoever answered that it failed, and still answers, has refused it; of anybody else nobody knows.
    const isRefused = !session.isBroken && (await session.rollback().then(() => true, () => false))
    throw isRefused ? error : new CommitDoubt(committed, error)
  }
  // What a server says to the commit of a transaction in which something had failed.
  if (command !== 'COMMIT') throw new LedgerUnavailableError('The ledger cannot be used now: the database took the transaction back.')
}
