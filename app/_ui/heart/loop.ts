import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { IncidentEnd } from '../../../lib/contract/incident.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import type { Stage } from '../address/address.ts'
import { stagesOf } from './stage-of.ts'

/** The way of one incident round the loop. `trail` only grows, so that a page can show each step however fast it was. */
export interface Loop {
  incident: string
  trail: readonly Stage[]
  end: IncidentEnd | null
}

export type Loops = Readonly<Record<string, Loop>>

/** Of what happens within an incident, what moves it on. */
const moving: readonly LedgerEvent['kind'][] = ['search-progress', 'rung-start', 'candidate-judge', 'promote-start', 'antibody-learn']

export function reduceLoops(loops: Loops, event: LedgerEvent): Loops {
  if (event.organism === null || event.incident === null) return loops
  const id = event.organism
  if (event.kind === 'incident-open')
    return { ...loops, [id]: { incident: event.incident, trail: ['monitor', 'analyse'], end: null } }
  const loop = loops[id]
  if (loop?.incident !== event.incident) return loops
  if (event.kind === 'incident-close') return { ...loops, [id]: { ...loop, end: event.data.end } }
  const [stage] = moving.includes(event.kind) ? stagesOf(event) : []
  if (!stage || loop.trail.at(-1) === stage) return loops
  return { ...loops, [id]: { ...loop, trail: [...loop.trail, stage] } }
}

const wholeWay: readonly Stage[] = ['monitor', 'analyse', 'plan', 'execute']

/** Where a page that has just been opened stands: only what the view can tell. */
export function loopOf(organism: OrganismView): Loop | null {
  const incident = organism.incidents[0]
  if (!incident) return null
  if (incident.end !== null) return { incident: incident.id, trail: wholeWay, end: incident.end }
  return { incident: incident.id, trail: incident.attempts.length > 0 ? wholeWay : wholeWay.slice(0, 2), end: null }
}
