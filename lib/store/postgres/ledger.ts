import type { Command, CommandOutcome } from '../../contract/command.ts'
import { StaleEpochError } from '../../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../../contract/event.ts'
import type { Json } from '../../contract/json.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Heartbeat, Ledger } from '../../contract/ports/ledger.ts'
import type { LeadClaim } from '../../contract/ports/store.ts'
import { decodeJson, encodeJson } from '../lossless-json.ts'
import { assertKeepable, readyEvent } from '../ready-event.ts'
import { claimNext, finishCommand, isAnyOpen } from './command-claims.ts'
import { CommitQueue, type Commit, type Settled } from './commit-queue.ts'
import type { Connections } from './database.ts'
import { writeHeartbeats } from './heartbeats.ts'
import { commitUnderLease, Transaction } from './transaction.ts'
import type { Reign } from './lead.ts'
import { trimAttachments } from './trim.ts'

interface Parts {
  core: string
  reign: Reign
  connections: Connections
  clock: Clock
  /** Brings the news into this host's replica, as far as that can be done soon. */
  settled: Settled
  patience: LeadClaim['patience'] | undefined
  onCommit: LeadClaim['onCommit'] | undefined
}

/** The ledger in PostgreSQL, as the core that leads writes it. It has one transaction at a time. */
export class PostgresLedger implements Ledger {
  readonly core: string
  readonly epoch: number
  readonly #clock: Clock
  readonly #connections: Connections
  readonly #onCommit: (() => void) | undefined
  readonly #queue: CommitQueue
  /** Only the leader writes them, so that what it began with and what it wrote since is all there is. */
  readonly #states: Map<string, string>

  constructor({ core, reign, connections, clock, settled, patience, onCommit }: Parts) {
    this.core = core
    this.epoch = reign.epoch
    this.#states = reign.states
    this.#clock = clock
    this.#connections = connections
    this.#onCommit = onCommit
    this.#queue = new CommitQueue({ commit: (work, doubt) => this.#commit(work, doubt), settled, patience, clock })
  }

  async append(...events: NewEvent[]): Promise<LedgerEvent[]> {
    const ready = events.map(readyEvent)
    return this.#queue.run(ready.length, ({ events }) => events.write(ready, this.#now()))
  }

  async beat(others: readonly Heartbeat[] = []): Promise<void> {
    await this.#queue.run(1, (transaction) => writeHeartbeats(transaction, this, others, this.#now()))
  }

  async claim(): Promise<Command | null> {
    if (!this.#queue.isClosed && !(await this.#connections.use((session) => isAnyOpen(session, this.epoch)))) return null
    return this.#queue.run(1, (transaction) => claimNext(transaction, this.epoch, this.#now()))
  }

  async finish(id: string, state: 'done' | 'refused', outcome: CommandOutcome): Promise<void> {
    await this.#queue.run(1, (transaction) => finishCommand(transaction, id, { state, outcome }, this.#now()))
  }

  readState(organism: string): Json | undefined {
    const text = this.#states.get(organism)
    return text === undefined ? undefined : decodeJson(text)
  }

  async writeState(organism: string, state: Json): Promise<void> {
    const text = encodeJson(state)
    assertKeepable(organism)
    await this.#queue.run(1, ({ session }) => session.run('insert into ouroboros.organism_states (organism, state) values ($1, $2) on conflict (organism) do update set state = excluded.state', [organism, text]))
    this.#states.set(organism, text)
  }

  async trim(keep: { beforeMs: number; maxBytes: number }): Promise<{ dropped: number }> {
    return this.#queue.run(1, async (transaction) => ({ dropped: await trimAttachments(transaction, keep) }))
  }

  async close(): Promise<void> {
    await this.#queue.close()
    await this.#connections.close()
  }

  #commit: Commit = (work, doubt) => {
    const last = doubt?.events?.at(-1)
    return commitUnderLease(this.#connections, {
      // Without an event in it, the same again comes to the same.
      isThere: last === undefined ? undefined : async (session) => (await session.rows('select 1 from ouroboros.events where seq = $1 and hash = $2', [last.seq, last.hash])).length > 0,
      run: async (session, held) => {
        if (held.epoch !== this.epoch) throw new StaleEpochError(`Core ${this.core} no longer leads: its epoch ${this.epoch} is over.`)
        const transaction = new Transaction(session, held, this)
        return { transaction, result: await work(transaction) }
      },
      onCommit: this.#onCommit,
    })
  }

  #now(): number {
    return Math.round(this.#clock.now())
  }
}
