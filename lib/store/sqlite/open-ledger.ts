import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Command, CommandOutcome } from '../../contract/command.ts'
import { LedgerUnavailableError, OuroborosError, StaleEpochError } from '../../contract/errors.ts'
import type { EventData, LedgerEvent, NewEvent } from '../../contract/event.ts'
import type { Json } from '../../contract/json.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Heartbeat, Ledger } from '../../contract/ports/ledger.ts'
import type { Claimant } from '../../contract/ports/store.ts'
import { decodeJson, encodeJson } from '../lossless-json.ts'
import { readyEvent } from '../ready-event.ts'
import { commandSubject } from './command-row.ts'
import { CommandClaims, spentOutcome } from './command-claims.ts'
import { CommitQueue, type Defer, type Patience } from './commit-queue.ts'
import { assertDurable, connectWriter } from './connect.ts'
import { EventWriter } from './event-writer.ts'
import { prepareHeartbeats } from './heartbeats.ts'
import { asLedgerFailure, ledgerFailure } from './ledger-failure.ts'
import { prepareEpoch, takeLease } from './lease.ts'
import { migrate } from './migrate.ts'
import { SnapshotKeeper } from './projections/snapshot-keeper.ts'
import { prepareTrim } from './trim.ts'

/** How long a write blocks for the other writer, which holds the lock for one insert. Beyond it something is wrong. */
const busyTimeoutMs = 2000
/** With patience it waits without blocking: whoever listens for this core's beats must go on hearing them. */
const patientTimeoutMs = 100
/** For the lead itself hardly at all: SQLite waits up to 25 ms from one try to the next, and each of them counts. */
const takingTimeoutMs = 1

/**
 * Opens the ledger for the core that leads from now on: creates or migrates the file and raises the epoch, so that
 * whoever led before is refused.
 * @throws ConfigError where a newer version wrote it, LedgerUnavailableError where it cannot be written now,
 * LedgerBrokenError where the file is damaged, LeaseTakenError where it is not `over` that would end
 */
export function openLedger(reign: Reign): Ledger {
  makeFolder(dirname(reign.path))
  const db = asLedgerFailure(() => (reign.connect ?? connectWriter)(reign.path, { busyTimeoutMs: reign.patience ? takingTimeoutMs : busyTimeoutMs, mustExist: false }))
  try {
    return asLedgerFailure(() => {
      migrate(db)
      const ledger = begin(db, reign)
      assertDurable(db)
      if (reign.patience) db.pragma(`busy_timeout = ${reign.blocksMs ?? patientTimeoutMs}`)
      return ledger
    })
  } catch (error) {
    db.close()
    throw error
  }
}

export interface Reign extends Pick<Claimant, 'core' | 'pid'>, Partial<Omit<Claimant, 'core' | 'pid'>> {
  path: string
  clock: Clock
  /** The epoch that was seen to end; left out: whichever it is. */
  over?: number
  /** The first events of this reign, in the transaction that begins it. */
  events?: readonly NewEvent[]
  /** Left out: what cannot be written is refused. */
  patience?: Patience
  /** Called in each write transaction, the lock held. */
  onCommit?: () => void
  /** Left out: by the timers of this process. */
  defer?: Defer
  /** How long a write blocks for the lock where there is patience, ms; left out: 100. */
  blocksMs?: number
  connect?: typeof connectWriter
}

function begin(db: Database, { core, pid, host = '', born = '', socket = null, over, events = [], clock, patience, onCommit, defer }: Reign): Ledger {
  const ready = events.map(readyEvent)
  const take = db.transaction(() => {
    const epoch = takeLease(db, { core, pid, host, born, socket }, over, Math.round(clock.now()))
    const writer = new EventWriter(db, { core, epoch })
    const tip = writer.mark()
    writer.write(ready, Math.round(clock.now()))
    writer.settle(tip)
    return { epoch, writer }
  })
  const { epoch, writer } = take.immediate()
  return new SqliteLedger(db, writer, { core, epoch, clock, patience, onCommit, defer })
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new LedgerUnavailableError(`The ledger's folder ${folder} cannot be made.`, { cause: error })
  }
}

class SqliteLedger implements Ledger {
  readonly core: string
  readonly epoch: number
  readonly #clock: Clock
  readonly #db: Database
  readonly #events: EventWriter
  readonly #snapshots: SnapshotKeeper
  readonly #commands: CommandClaims
  readonly #queue: CommitQueue
  readonly #transaction: (body: () => void) => void
  readonly #onCommit: (() => void) | undefined
  readonly #leaseEpoch
  readonly #trim
  readonly #beat
  readonly #readState
  readonly #writeState

  constructor(db: Database, events: EventWriter, { core, epoch, clock, patience, onCommit, defer }: { core: string; epoch: number; clock: Clock; patience: Patience | undefined; onCommit: (() => void) | undefined; defer: Defer | undefined }) {
    this.core = core
    this.epoch = epoch
    this.#clock = clock
    this.#db = db
    this.#events = events
    this.#snapshots = new SnapshotKeeper(db)
    this.#commands = new CommandClaims(db, epoch)
    this.#queue = new CommitQueue((body) => this.#commit(body), patience, defer)
    this.#onCommit = onCommit
    // Immediate: the lock first, so that the epoch that is read is the one that holds until the commit.
    const transaction = db.transaction((body: () => void) => body())
    this.#transaction = (body) => transaction.immediate(body)
    this.#leaseEpoch = prepareEpoch(db)
    this.#trim = prepareTrim(db)
    this.#beat = prepareHeartbeats(db, { core, epoch })
    this.#readState = db.prepare<[string], string>('select state from organism_states where organism = ?').pluck()
    this.#writeState = db.prepare('insert or replace into organism_states (organism, state) values (?, ?)')
  }

  async append(...events: NewEvent[]): Promise<LedgerEvent[]> {
    const ready = events.map(readyEvent)
    return this.#queue.run(ready.length, () => this.#events.write(ready, this.#now()))
  }

  /** Also the regular moment to move the view's snapshot along. */
  async beat(others: readonly Heartbeat[] = []): Promise<void> {
    const view = this.#db.open ? asLedgerFailure(() => this.#snapshots.next(this.#events.head)) : null
    await this.#queue.run(1, () => {
      this.#beat(this.#now(), others)
      this.#snapshots.save(view)
    })
  }

  async claim(): Promise<Command | null> {
    if (this.#db.open && !asLedgerFailure(() => this.#commands.isAnyOpen)) return null
    return this.#queue.run(1, () => {
      for (let next = this.#commands.next(); next !== null; next = this.#commands.next()) {
        const { command, isSpent } = next
        if (!isSpent) {
          this.#tell(command, { kind: 'command-claim', data: { command: command.id, kind: command.kind, author: command.author } })
          return command
        }
        this.#end(command, 'refused', spentOutcome)
      }
      return null
    })
  }

  async finish(id: string, state: 'done' | 'refused', outcome: CommandOutcome): Promise<void> {
    await this.#queue.run(1, () => this.#end(this.#commands.open(id), state, outcome))
  }

  readState(organism: string): Json | undefined {
    const text = asLedgerFailure(() => this.#readState.get(organism))
    return text === undefined ? undefined : decodeJson(text)
  }

  async writeState(organism: string, state: Json): Promise<void> {
    const text = encodeJson(state)
    await this.#queue.run(1, () => this.#writeState.run(organism, text))
  }

  async trim(keep: { beforeMs: number; maxBytes: number }): Promise<{ dropped: number }> {
    return this.#queue.run(1, () => ({ dropped: this.#trim(keep) }))
  }

  async close(): Promise<void> {
    if (!this.#db.open) return
    // What waits is committed, then a last snapshot, so that the next start has nothing to fold. Where that cannot be
    // written, those who wait are told, and the file is closed all the same.
    this.#queue.drain()
    try {
      const view = this.#snapshots.last()
      this.#commit(() => this.#snapshots.save(view))
    } catch (error) {
      if (!(ledgerFailure(error) instanceof OuroborosError)) throw error
    } finally {
      this.#db.close()
    }
  }

  #commit(body: () => void): void {
    if (!this.#db.open) throw new LedgerUnavailableError('The ledger is closed.')
    const tip = this.#events.mark()
    try {
      this.#transaction(() => {
        if (this.#leaseEpoch() !== this.epoch) {
          throw new StaleEpochError(`Core ${this.core} no longer leads: its epoch ${this.epoch} is over.`)
        }
        body()
        this.#events.settle(tip)
        this.#onCommit?.()
      })
    } catch (error) {
      this.#events.goBack(tip)
      throw ledgerFailure(error)
    }
  }

  #end(command: Command, state: 'done' | 'refused', outcome: CommandOutcome): void {
    this.#commands.end(command.id, state, outcome)
    this.#tell(command, { kind: 'command-end', data: { command: command.id, state, outcome } })
  }

  #tell(command: Command, fact: CommandFact): void {
    this.#events.write([readyEvent({ ...fact, organism: commandSubject(command.request), incident: null })], this.#now())
  }

  #now(): number {
    return Math.round(this.#clock.now())
  }
}

type CommandFact = { [K in 'command-claim' | 'command-end']: { kind: K; data: EventData<K> } }['command-claim' | 'command-end']
