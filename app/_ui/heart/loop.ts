import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { IncidentEnd } from '../../../lib/contract/incident.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'

/** The loop that a healing goes round, in order. */
export const stages = ['detect', 'diagnose', 'plan', 'prove', 'promote'] as const
export type Stage = (typeof stages)[number]

/** The way of one incident round the loop. `trail` only grows, so that a page can show each step however fast it was. */
export interface Loop {
  incident: string
  trail: readonly Stage[]
  end: IncidentEnd | null
}

export type Loops = Readonly<Record<string, Loop>>

export function reduceLoops(loops: Loops, event: LedgerEvent): Loops {
  if (event.organism === null || event.incident === null) return loops
  const id = event.organism
  if (event.kind === 'incident-open')
    return { ...loops, [id]: { incident: event.incident, trail: ['detect', 'diagnose'], end: null } }
  const loop = loops[id]
  if (loop?.incident !== event.incident) return loops
  const stage = stageOf[event.kind]
  if (event.kind === 'incident-close') return { ...loops, [id]: { ...loop, end: event.data.end } }
  if (!stage || loop.trail.at(-1) === stage) return loops
  return { ...loops, [id]: { ...loop, trail: [...loop.trail, stage] } }
}

const stageOf: Partial<Record<LedgerEvent['kind'], Stage>> = {
  'rung-start': 'plan',
  'candidate-judge': 'prove',
  'promote-start': 'promote',
}

/** Where a page that has just been opened stands: only what the view can tell. */
export function loopOf(organism: OrganismView): Loop | null {
  const incident = organism.incidents[0]
  if (!incident) return null
  if (incident.end !== null) return { incident: incident.id, trail: stages, end: incident.end }
  return { incident: incident.id, trail: incident.attempts.length > 0 ? stages.slice(0, 4) : stages.slice(0, 2), end: null }
}
