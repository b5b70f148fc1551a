import type { Incident } from '../../../lib/contract/incident.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import type { Stage } from '../address/address.ts'

/** Whether anything of an incident happened in a stage of the loop. */
export function hasStage(organism: Pick<OrganismView, 'antibodies'>, incident: Incident, stage: Stage): boolean {
  switch (stage) {
    // It would be no incident if nobody had seen it.
    case 'monitor':
    case 'analyse': return true
    case 'plan': return incident.attempts.length > 0 || incident.progress !== undefined || (incident.searches?.length ?? 0) > 0
    case 'execute': return incident.attempts.length > 0 || incident.end !== null
    case 'knowledge': return incident.rung === 'antibody' || organism.antibodies.some(({ learnedAt }) => learnedAt >= incident.openedAt && learnedAt <= (incident.closedAt ?? Infinity))
  }
}
