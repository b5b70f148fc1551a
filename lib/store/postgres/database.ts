import pg from 'pg'
import { ConfigError, LedgerUnavailableError } from '../../contract/errors.ts'
import type { Address } from './address.ts'
import { databaseFailure, isAnswer } from './database-failure.ts'

/**
 * A core that is stopped inside a transaction holds the lock on the lease. The server takes it back after this long, ms:
 * sooner than a lease is over, later than any pause of a program that lives.
 */
const idleInTransactionMs = 3_000
/** Longer than a lock can be held by somebody who is gone, ms. */
const lockMs = 5_000
const statementMs = 20_000
/** From a server that says nothing at all, for the network is gone, ms. */
const silenceMs = 25_000
const connectMs = 5_000
const idleMs = 30_000

/** The type's number in every PostgreSQL. */
const bigint = 20

/** One connection, while somebody has it. */
export class Session {
  readonly client: pg.PoolClient
  readonly #address: Address
  #isBroken = false
  #hasFailed = false

  constructor(client: pg.PoolClient, address: Address) {
    this.client = client
    this.#address = address
  }

  /** The connection is of no more use, or in an unknown state. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  /** A statement has failed, and what came before it in its transaction is lost with it. The driver's own word on that comes a moment late. */
  get hasFailed(): boolean {
    return this.#hasFailed
  }

  async rollback(): Promise<void> {
    await this.run('rollback')
    this.#hasFailed = false
  }

  async rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#ask<pg.QueryResult<Row>>(() => this.client.query<Row>(sql, values as unknown[]))).rows
  }

  async run(sql: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.#ask(() => this.client.query(sql, values as unknown[]))).rowCount ?? 0
  }

  /** Several statements in one way there and back, without parameters. Each sees what was committed before it began. */
  async batch(sql: string): Promise<pg.QueryResult<Record<string, unknown>>[]> {
    return [await this.#ask(() => this.client.query<Record<string, unknown>>(sql))].flat()
  }

  async #ask<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      this.#hasFailed = true
      if (!isAnswer(error)) this.#isBroken = true
      throw databaseFailure(error, this.#address)
    }
  }
}

/** The driver leaves the socket of a login that failed open, and the server goes on waiting for it. */
class TidyClient extends pg.Client {
  override connect(): Promise<pg.Client>
  override connect(callback: (error?: Error) => void): void
  override connect(callback?: (error?: Error) => void): Promise<pg.Client> | void {
    if (callback === undefined) return super.connect()
    super.connect((error?: Error | null) => {
      if (error) this.connection.stream.destroy()
      callback(error ?? undefined)
    })
  }
}

/** Connections to one database, for one purpose. */
export class Connections {
  readonly #pool: pg.Pool
  readonly #address: Address
  readonly #live = new Set<pg.PoolClient>()

  constructor(address: Address, most: number) {
    this.#address = address
    this.#pool = new pg.Pool({
      Client: TidyClient, connectionString: address.connectionString, max: most, fallback_application_name: 'ouroboros',
      connectionTimeoutMillis: connectMs, idleTimeoutMillis: idleMs, query_timeout: silenceMs, keepAlive: true, keepAliveInitialDelayMillis: 10_000,
      // Whole numbers come as text, for they may be too large; none of ours is.
      types: { getTypeParser: ((oid: number, format?: 'text'): unknown => (oid === bigint ? Number : pg.types.getTypeParser(oid, format))) as typeof pg.types.getTypeParser },
      onConnect: prepareSession as unknown as (client: pg.ClientBase) => void,
    })
    // One that waits for use and is lost is none of anybody's business: the next one is new.
    this.#pool.on('error', () => undefined)
    this.#pool.on('connect', (client) => {
      this.#live.add(client)
      // One that breaks between two statements would else end the process. The pool takes none back that did.
      client.on('error', () => undefined)
    })
    this.#pool.on('remove', (client) => void this.#live.delete(client))
  }

  /** @throws LedgerUnavailableError where none can be had */
  async use<T>(body: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.enter()
    try {
      return await body(session)
    } finally {
      this.leave(session)
    }
  }

  /** For whoever keeps it: {@link leave} it. */
  async enter(): Promise<Session> {
    try {
      return new Session(await this.#pool.connect(), this.#address)
    } catch (error) {
      throw this.#pool.ending ? new LedgerUnavailableError('The ledger is closed.') : databaseFailure(error, this.#address)
    }
  }

  leave(session: Session): void {
    session.client.removeAllListeners('notification')
    session.client.release(session.hasFailed || session.client.getTransactionStatus() !== 'I')
  }

  /** Whether that backend of the server serves one of these. */
  hasBackend(pid: number): boolean {
    return [...this.#live].some((client) => (client as { processID?: number | null }).processID === pid)
  }

  /** As if the network had broken. */
  cut(): void {
    for (const client of this.#live) client.connection.stream.destroy()
  }

  async close(): Promise<void> {
    if (!this.#pool.ending) await this.#pool.end()
  }
}

/**
 * What holds for every session, whatever the server, the database or the user has as its default.
 * @throws ConfigError where an acknowledged commit could be lost all the same
 */
export async function prepareSession(client: Pick<pg.ClientBase, 'query'>): Promise<void> {
  await client.query(
    `set idle_in_transaction_session_timeout = ${idleInTransactionMs}; set lock_timeout = ${lockMs}; set statement_timeout = ${statementMs};
     select case when current_setting('synchronous_commit') in ('on', 'remote_apply') then '' else set_config('synchronous_commit', 'on', false) end`,
  )
  const { rows: [says] } = await client.query<{ level: string; fsync: string }>(`select current_setting('synchronous_commit') as level, current_setting('fsync') as fsync`)
  if ((says?.level !== 'on' && says?.level !== 'remote_apply') || says.fsync !== 'on') {
    throw new ConfigError(`The database cannot promise that a commit survives a power cut: it has synchronous_commit ${says?.level} and fsync ${says?.fsync}, and both have to be on.`)
  }
}
