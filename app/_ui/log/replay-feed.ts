import type { z } from 'zod'
import type { logPageSchema } from '../../../lib/contract/api.ts'
import type { Recording } from '../time/recording.ts'
import { getJson } from '../wire/api.ts'
import type { Live } from '../wire/live.ts'
import { eventRow } from './event-row.ts'
import { LogBuffer } from './log-buffer.ts'
import type { LogSource, Past } from './log-feed.ts'
import { levelOf, type NewRow } from './row.ts'

type LogPage = z.infer<typeof logPageSchema>

const mostLines = 1000

/** The log of a replay: what had been printed and done up to the step that it stands at. */
export class ReplayFeed implements LogSource {
  readonly organism: string
  buffer = new LogBuffer()
  past: Past = { state: 'loading' }
  readonly #live: Live
  readonly #recording: Recording
  #rows: { seq: number; row: NewRow }[]
  #version = 0
  #shownSeq = -1
  #listeners = new Set<() => void>()

  constructor(live: Live, recording: Recording) {
    this.#live = live
    this.#recording = recording
    this.organism = recording.organism
    this.#rows = recording.steps.flatMap((event) => {
      const row = eventRow(event)
      return row ? [{ seq: event.seq, row }] : []
    })
  }

  /** @returns stop */
  start = (): (() => void) => {
    const load = new AbortController()
    void this.#load(load.signal)
    const stop = this.#live.subscribe(() => this.#follow())
    this.#follow()
    return () => {
      load.abort()
      stop()
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readVersion = (): number => this.#version

  /** All that there is of it is there. */
  loadOlder(): void {}

  async #load(signal: AbortSignal): Promise<void> {
    const end = this.#recording.steps.at(-1)?.seq ?? 0
    try {
      const page = await getJson<LogPage>(`/api/logs?organism=${this.organism}&before=${end + 1}&limit=${mostLines}`, signal)
      const lines = page.lines.map(({ seq, at, text }): { seq: number; row: NewRow } => ({ seq, row: { kind: 'line', at, stream: 'past', level: levelOf(text), text } }))
      // Stable: what hangs on an event was printed before it was written down.
      this.#rows = [...lines, ...this.#rows].sort((a, b) => a.seq - b.seq)
      this.past = { state: 'end' }
    } catch (error) {
      if (signal.aborted) return
      this.past = { state: 'failed', before: end + 1, error }
    }
    this.#shownSeq = -1
    this.#follow()
  }

  #follow(): void {
    const { replay } = this.#live.state.time
    const seq = replay?.recording === this.#recording ? (this.#recording.steps[replay.step]?.seq ?? 0) : this.#shownSeq
    if (seq === this.#shownSeq) return
    this.#shownSeq = seq
    this.buffer = new LogBuffer()
    this.buffer.append(this.#rows.filter((each) => each.seq <= seq).map(({ row }) => row))
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }
}
