import type { z } from 'zod'
import type { logPageSchema } from '../../../lib/contract/api.ts'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { OutputBatch } from '../../../lib/contract/stream.ts'
import { getJson } from '../wire/api.ts'
import type { Live } from '../wire/live.ts'
import { duration } from '../words/format.ts'
import { eventRow, pastRows } from './event-row.ts'
import { LogBuffer } from './log-buffer.ts'
import { levelOf, type NewRow } from './row.ts'

type LogPage = z.infer<typeof logPageSchema>

const pageLines = 500
const lossy = 'skipped on their way here'

/** Lines that the ledger keeps from before this page was opened. */
export type Past = { state: 'loading' } | { state: 'more'; before: number } | { state: 'end' } | { state: 'failed'; before: number; error: unknown }

/** What the log panel needs of a log. */
export type LogSource = Pick<LogFeed, 'organism' | 'buffer' | 'past' | 'start' | 'subscribe' | 'readVersion' | 'loadOlder'>

/** One organism's log: its raw output as it comes, its events between, and older pages when asked for. */
export class LogFeed {
  readonly buffer = new LogBuffer()
  past: Past = { state: 'loading' }
  /** Changes whenever there is something new to show. */
  version = 0
  readonly organism: string
  readonly #live: Live
  #listeners = new Set<() => void>()
  #frame = 0
  /** Time of the oldest row; events before it belong to an older page. */
  #oldestAt: number
  #hasBegun = false
  /** Since when the stream is broken; null: it is not. */
  #lostAt: number | null = null

  constructor(live: Live, organism: string) {
    this.#live = live
    this.organism = organism
    this.#oldestAt = live.now()
  }

  /** @returns stop */
  start(): () => void {
    this.#live.follow(this.organism)
    const stops = [
      this.#live.onOutput((batch) => this.#takeOutput(batch)),
      this.#live.onShown((batch) => this.#takeEvents(batch)),
      this.#live.subscribe(() => this.#watchLink()),
    ]
    if (!this.#hasBegun) void this.#loadPast((this.#live.state.view?.seq ?? 0) + 1)
    this.#hasBegun = true
    return () => {
      for (const stop of stops) stop()
      cancelAnimationFrame(this.#frame)
      this.#frame = 0
      this.#live.follow(null)
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readVersion = (): number => this.version

  /** The next older page; nothing where one is on its way or there is none. */
  loadOlder(): void {
    if (this.past.state === 'more' || this.past.state === 'failed') void this.#loadPast(this.past.before)
  }

  async #loadPast(before: number): Promise<void> {
    this.#setPast({ state: 'loading' })
    try {
      const page = await getJson<LogPage>(`/api/logs?organism=${this.organism}&before=${before}&limit=${pageLines}`)
      const rows = this.#withEvents(page)
      const taken = this.buffer.prepend(rows)
      this.#setPast(page.before === null || taken < rows.length ? { state: 'end' } : { state: 'more', before: page.before })
    } catch (error) {
      this.#setPast({ state: 'failed', before, error })
    }
  }

  #withEvents(page: LogPage): NewRow[] {
    const { view } = this.#live.state
    const organism = view?.organisms[this.organism]
    const to = this.#oldestAt
    const from = page.before === null ? -Infinity : (page.lines[0]?.at ?? -Infinity)
    this.#oldestAt = page.lines[0]?.at ?? to
    const events = organism ? pastRows(organism, view.injections).filter(({ at }) => at >= from && at < to) : []
    const lines = page.lines.map(({ at, text }): NewRow => ({ kind: 'line', at, stream: 'past', level: levelOf(text), text }))
    // Stable: lines of one pulse share their time and stay in their order.
    return [...lines, ...events].sort((a, b) => a.at - b.at)
  }

  #takeOutput(batch: OutputBatch): void {
    if (batch.organism !== this.organism) return
    const { at } = batch
    const skip: NewRow[] = batch.skipped > 0 ? [{ kind: 'skip', at, lines: batch.skipped, why: lossy }] : []
    this.#take(skip)
    this.#take(batch.lines.map(({ stream, text }): NewRow => ({ kind: 'line', at, stream, level: levelOf(text), text })))
    this.#changed()
  }

  #takeEvents(batch: readonly LedgerEvent[]): void {
    const rows = batch.filter((event) => event.organism === this.organism).map(eventRow).filter((row) => row !== null)
    if (rows.length === 0) return
    this.#take(rows)
    this.#changed()
  }

  #take(rows: Iterable<NewRow>): void {
    this.buffer.append(rows)
  }

  /** Lines that were printed while the stream was broken are not here, and how many they are nobody counted. */
  #watchLink(): void {
    const { link } = this.#live.state
    if (link.state !== 'live') {
      if ('since' in link) this.#lostAt = link.since
      return
    }
    if (this.#lostAt === null) return
    const at = this.#live.now()
    const text = `the stream was broken for ${duration(at - this.#lostAt)}: what was printed meanwhile is in the ledger, and here after a reload`
    this.#lostAt = null
    this.#take([{ kind: 'event', at, level: 'warn', tone: 'degraded', shape: '▲', text, stages: ['monitor'] }])
    this.#changed()
  }

  #setPast(past: Past): void {
    this.past = past
    this.#changed()
  }

  /** At most once a frame, however many lines come. */
  #changed(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      this.version += 1
      for (const listener of this.#listeners) listener()
    })
  }
}
