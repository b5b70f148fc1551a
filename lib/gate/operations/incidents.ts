import { z } from 'zod'
import { incidentListSchema } from '../../contract/api.ts'
import { incidentSchema } from '../../contract/incident.ts'
import { operation } from '../operation.ts'
import { RefusedError } from '../problem.ts'
import { eventRowSchema } from './events.ts'
import { drawnId, knownOrganism, limitOf, ofOrganism } from './parts.ts'

export const listIncidents = operation({
  method: 'GET', path: '/api/incidents', role: 'viewer', summary: 'Incidents, newest first',
  query: ofOrganism(limitOf(100, 1000)),
  answer: { status: 200, schema: incidentListSchema },
  refusals: ['organism-unknown', 'core-down'],
  handle: ({ query: { organism, limit } }, lab) => {
    if (organism === undefined) return { incidents: lab.readers.incidents({ limit }) }
    knownOrganism(lab, organism)
    return { incidents: lab.readers.incidents({ organism, limit }) }
  },
})

export const readIncident = operation({
  method: 'GET', path: '/api/incidents/{id}', role: 'viewer', summary: 'One incident with its whole story, the events that belong to it',
  params: drawnId,
  answer: { status: 200, schema: incidentSchema.extend({ events: z.array(eventRowSchema) }) },
  refusals: ['incident-unknown'],
  handle: ({ params }, lab) => {
    const incident = lab.readers.incident(params.id)
    if (!incident) throw new RefusedError('incident-unknown', `There is no incident ${params.id}.`)
    return { ...incident, events: lab.readers.events({ incident: params.id, limit: 1000 }) }
  },
})
