import type { Incident } from '../../../lib/contract/incident.ts'

/** One or more incidents that lie too close together to be told apart at this width. */
export interface StripSpan {
  /** Newest first. */
  incidents: Incident[]
  /** Share of the strip's width, 0 to 1. */
  left: number
  width: number
}

export interface StripLayout {
  from: number
  /** In order of time. */
  spans: StripSpan[]
  /** Incidents that ended before the strip begins. */
  earlier: number
}

/** At the least, so that one short incident has room around it. */
const leastMs = 10 * 60_000

/**
 * Where incidents lie in the time that the strip shows.
 * @param leastWidth share of the width that a span needs to be hit with a finger
 */
export function layOutStrip(incidents: readonly Incident[], firstPointAt: number, now: number, leastWidth: number): StripLayout {
  const from = Math.min(firstPointAt, now - leastMs)
  const share = (at: number): number => Math.min(1, Math.max(0, (at - from) / (now - from)))
  const inSight = incidents.filter((incident) => (incident.closedAt ?? now) >= from)
  const spans: StripSpan[] = []
  for (const incident of inSight.toSorted((a, b) => a.openedAt - b.openedAt)) {
    const left = Math.min(share(incident.openedAt), 1 - leastWidth)
    const right = Math.max(share(incident.closedAt ?? now), left + leastWidth)
    const last = spans.at(-1)
    if (last && left < last.left + last.width) {
      last.incidents.unshift(incident)
      last.width = Math.max(last.width, right - last.left)
    } else spans.push({ incidents: [incident], left, width: right - left })
  }
  return { from, spans, earlier: incidents.length - inSight.length }
}
