import type { Incident } from '../../../lib/contract/incident.ts'

export interface StripSpan {
  incident: Incident
  /** Share of the strip's width, 0 to 1. */
  left: number
  width: number
}

export interface StripLayout {
  from: number
  to: number
  spans: StripSpan[]
  /** Incidents that ended before the strip begins. */
  earlier: number
}

/** At the least, so that one short incident has room around it. */
const leastMs = 10 * 60_000

/** Where each incident lies in the time that the strip shows. */
export function layOutStrip(incidents: readonly Incident[], firstPointAt: number, now: number): StripLayout {
  const from = Math.min(firstPointAt, now - leastMs)
  const share = (at: number): number => Math.min(1, Math.max(0, (at - from) / (now - from)))
  const inSight = incidents.filter((incident) => (incident.closedAt ?? now) >= from)
  return {
    from, to: now, earlier: incidents.length - inSight.length,
    spans: inSight.map((incident) => {
      const left = share(incident.openedAt)
      return { incident, left, width: share(incident.closedAt ?? now) - left }
    }),
  }
}
