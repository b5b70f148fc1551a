import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import type { View } from '../../../lib/contract/view.ts'
import { getJson } from '../wire/api.ts'
import { Recording } from './recording.ts'

type Page = { events: LedgerEvent[]; head: number }

const pageEvents = 1000
/** A longer incident is shown up to there. */
const mostPages = 10
/** The fault lies before what it led to, and the first good pulse after its end. */
const around = { before: 300, after: 60 } as const

/** @throws ProblemError where the ledger has no such incident, or cannot be read */
export async function loadRecording(id: string, signal: AbortSignal): Promise<Recording> {
  const incident = await getJson<Incident & { events: LedgerEvent[] }>(`/api/incidents/${encodeURIComponent(id)}`, signal)
  const openedAt = incident.events[0]?.seq ?? 1
  const closedAt = incident.events.findLast(({ kind }) => kind === 'incident-close')?.seq ?? Infinity
  const near = await read(Math.max(0, openedAt - around.before - 1), openedAt, signal)
  const fault = near.find((event) => event.kind === 'fault-prepare' && event.data.injection === incident.fault)
  // One event of before, so that the first step is the healthy organism.
  const base = Math.max(0, (fault?.seq ?? openedAt) - 2)
  const [{ view }, events] = await Promise.all([getJson<{ view: View }>(`/api/status?at=${base}`, signal), read(base, closedAt + around.after, signal)])
  const last = events.find((event) => event.seq > closedAt && event.kind === 'pulse-end' && event.organism === incident.organism)?.seq ?? closedAt
  return new Recording(incident, view, events.filter(({ seq }) => seq <= last))
}

async function read(after: number, to: number, signal: AbortSignal): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = []
  for (let page = 0; page < mostPages; page += 1) {
    const from = events.at(-1)?.seq ?? after
    const limit = Math.min(pageEvents, to - from)
    if (limit <= 0) break
    const { events: more } = await getJson<Page>(`/api/events?after=${from}&limit=${limit}`, signal)
    events.push(...more)
    if (more.length < limit) break
  }
  return events
}
