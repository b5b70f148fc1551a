import type { EventOf, LedgerEvent } from './event.ts'
import type { Incident } from './incident.ts'

/** An incident without its attempts, which the ledger keeps in a table of their own. */
export type IncidentRecord = Omit<Incident, 'attempts'>

/** Searches of one incident that are remembered: a core that dies over it begins anew. */
const mostSearches = 8
/** Of how a search stood, once its incident has ended: what a page shows of the past. */
const kept = { heat: 20, deaths: 5 } as const

export function openedIncident({ at, organism, incident, data }: EventOf<'incident-open'>): IncidentRecord {
  const { verdict, genome, fault, detectMs } = data
  return { id: incident ?? '', organism: organism ?? '', openedAt: at, closedAt: null, end: null, rung: null, verdict, genome, fault, detectMs, healMs: null }
}

/** An incident after one more event of its own; the very same where the event says nothing of it. Pure. */
export function continuedIncident<I extends IncidentRecord>(incident: I, event: LedgerEvent): I {
  switch (event.kind) {
    case 'search-progress': {
      // No heat says: nothing new is known of it.
      const heat = event.data.heat.length > 0 ? event.data.heat : (incident.progress?.heat ?? [])
      return { ...incident, progress: { ...event.data, heat } }
    }
    case 'search-end':
      return { ...incident, searches: [...(incident.searches ?? []), event.data].slice(-mostSearches) }
    case 'incident-close': {
      const { end, rung, healMs } = event.data
      const { progress } = incident
      const past = progress && { progress: { ...progress, heat: progress.heat.slice(0, kept.heat), deaths: progress.deaths.slice(0, kept.deaths) } }
      return { ...incident, closedAt: event.at, end, rung, healMs, ...past }
    }
    default:
      return incident
  }
}
