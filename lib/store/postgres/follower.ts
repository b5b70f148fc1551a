import type { Notification } from 'pg'
import type { Clock } from '../../contract/ports/clock.ts'
import { LedgerUnavailableError, OuroborosError } from '../../contract/errors.ts'
import type { Replica } from '../sqlite/replica.ts'
import type { Marks } from '../sqlite/replica-news.ts'
import type { StoreLog } from '../store-log.ts'
import { hasLostTables } from './database-failure.ts'
import type { Connections, Session } from './database.ts'
import { fetchNews, fetchState } from './fetch-news.ts'
import type { Schema } from './schema.ts'

/** It is asked at least so often, should a notice be lost or never be sent, ms. */
const pollMs = 1_000
/** Waits before it is tried again, ms: each twice the one before. */
const firstWaitMs = 100
const longestWaitMs = 10_000
/** So often it may come no further before it is tried again later. */
const mostIdle = 5
/** So many events behind, it is worth a word. */
const farBehind = 10_000

interface Waiter { resolve: () => void; reject: (reason: unknown) => void }

interface Parts {
  connections: Connections
  schema: Schema
  replica: Replica
  clock: Clock
  log: StoreLog
  /** Whether this process wrote what a notice tells of, and has told its replica. */
  isOwn: (backend: number) => boolean
}

/** Keeps this host's replica at the heels of the ledger: what others write is fetched when the database says so. */
export class Follower {
  readonly #parts: Parts
  readonly #closing = new AbortController()
  #nudge = new AbortController()
  #waiting: Waiter[] = []
  #trouble: string | null = null
  #running: Promise<void> | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Something is to be fetched. */
  nudge(): void {
    this.#nudge.abort()
  }

  /**
   * Resolves when the replica has everything that was committed before this was called.
   * @throws LedgerUnavailableError where that cannot be had now, LedgerBrokenError where the ledger's chain does not hold
   */
  caughtUp(): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.reject(new LedgerUnavailableError('The ledger is closed.'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.nudge()
    })
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.nudge()
    await this.#running
  }

  async #run(): Promise<void> {
    let waitMs = firstWaitMs
    while (!this.#closing.signal.aborted) {
      this.#nudge = new AbortController()
      try {
        await this.#parts.schema.ready()
        await this.#follow(() => (waitMs = firstWaitMs))
      } catch (error) {
        if (hasLostTables(error)) this.#parts.schema.forget()
        this.#say(error)
        for (const { reject } of this.#waiting.splice(0)) reject(error)
        await this.#rest(waitMs)
        waitMs = Math.min(2 * waitMs, longestWaitMs)
      }
    }
    for (const { reject } of this.#waiting.splice(0)) reject(new LedgerUnavailableError('The ledger is closed.'))
  }

  /** On one connection, until that breaks or nobody wants it any more. */
  async #follow(onSuccess: () => void): Promise<void> {
    const session = await this.#parts.connections.enter()
    const onNotice = ({ processId, payload }: Notification): void => {
      if (!this.#parts.isOwn(processId) && this.#isNews(payload)) this.nudge()
    }
    const onEnd = (): void => this.nudge()
    try {
      session.client.on('notification', onNotice).once('end', onEnd)
      await session.run('listen ouroboros')
      while (!this.#closing.signal.aborted) {
        await this.#catchUp(session)
        onSuccess()
        await this.#rest(pollMs)
      }
    } finally {
      session.client.off('notification', onNotice).off('end', onEnd)
      // It listens, so nobody else may have it.
      session.client.release(true)
    }
  }

  #isNews(payload = '{}'): boolean {
    try {
      const told = JSON.parse(payload) as Partial<Marks>
      const marks = this.#parts.replica.marks()
      return counters.some((name) => (told[name] ?? 0) > marks[name])
    } catch {
      return true
    }
  }

  async #catchUp(session: Session): Promise<void> {
    const waiting = this.#waiting.splice(0)
    this.#nudge = new AbortController()
    try {
      await this.#fill(session)
      this.#say(null)
      for (const { resolve } of waiting) resolve()
    } catch (error) {
      for (const { reject } of waiting) reject(error)
      throw error
    }
  }

  /** Until it has what was there at first: more may come in for ever, and the next notice will say so. */
  async #fill(session: Session): Promise<void> {
    const { replica, log } = this.#parts
    let goal: Marks | null = null
    let idle = 0
    while (idle < mostIdle) {
      // Read before the ledger is asked, which must have had it by then.
      const marks = replica.ledger === null ? null : replica.marks()
      const state = await fetchState(session)
      if (marks === null || replica.ledger !== state.ledger) {
        replica.follow(state.ledger)
        continue
      }
      const what = contradiction(marks, state)
      if (what !== null) {
        replica.renew(what)
        idle++
        continue
      }
      if (goal === null && state.seq - marks.seq > farBehind) log.info({ events: state.seq - marks.seq }, 'the replica of the ledger is filled')
      goal ??= state
      if (hasReached(marks, goal)) return
      replica.apply(await fetchNews(session, marks, state))
      idle = hasReached(marks, replica.marks()) ? idle + 1 : 0
    }
    throw new LedgerUnavailableError('The replica of the ledger on this host cannot be brought up to date.')
  }

  async #rest(ms: number): Promise<void> {
    if (this.#closing.signal.aborted) return
    await this.#parts.clock.sleep(ms, this.#nudge.signal)
  }

  #say(error: unknown): void {
    const why = error === null ? null : error instanceof Error ? error.message : 'it broke'
    if (why === this.#trouble) return
    this.#trouble = why
    if (why === null) this.#parts.log.info({}, 'the ledger is followed again')
    else this.#parts.log.warn({ why, ...(error instanceof OuroborosError && error.detail !== undefined && { detail: error.detail }) }, 'the ledger cannot be followed; it is tried again')
  }
}

const counters = ['seq', 'commands', 'beat', 'trims'] as const
const hasReached = (marks: Marks, goal: Marks): boolean => counters.every((name) => marks[name] >= goal[name])

/** What a replica has that the ledger has not. */
function contradiction(marks: Marks, state: Marks): string | null {
  for (const name of counters) {
    if (marks[name] > state[name]) return `it is ahead of the ledger: ${name} ${marks[name]}, where the ledger has ${state[name]}`
  }
  return marks.seq === state.seq && marks.hash !== state.hash ? `event ${marks.seq} is another one there` : null
}
