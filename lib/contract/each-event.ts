import type { LedgerEvent } from './event.ts'
import type { EventQuery, LedgerReader } from './ports/ledger.ts'

const page = 1000

/** The events that a query means, oldest first, read in pages: left early, the rest is never read. */
export function* eachEvent(reader: Pick<LedgerReader, 'events'>, query: Omit<EventQuery, 'after' | 'limit'>): Generator<LedgerEvent, void, void> {
  for (let after = 0; ;) {
    const events = reader.events({ ...query, after, limit: page })
    yield* events
    const last = events.at(-1)
    if (!last || events.length < page) return
    after = last.seq
  }
}
