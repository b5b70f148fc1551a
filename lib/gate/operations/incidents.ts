import { z } from 'zod'
import { incidentListSchema } from '../../contract/api.ts'
import { incidentSchema } from '../../contract/incident.ts'
import { ChaosStoppedError } from '../../contract/errors.ts'
import { incidentPage } from '../export/incident-page.ts'
import { gatherIncident } from '../export/gather-incident.ts'
import { operation } from '../operation.ts'
import { RefusedError } from '../problem.ts'
import { eventRowSchema } from './events.ts'
import { accept, accepted, drawnId, knownOrganism, limitOf, ofOrganism } from './parts.ts'

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

export const replayIncident = operation({
  method: 'POST', path: '/api/incidents/{id}/replay', role: 'operator', summary: 'Its fault once more: the same seed and intensity, into the same code',
  params: drawnId,
  answer: accepted,
  refusals: ['incident-unknown', 'replay-unfit', 'chaos-stopped', 'organism-unknown', 'core-down', 'ledger-unavailable'],
  // What is known here is refused here; the core looks again when it takes the command up.
  handle: ({ params }, lab) => {
    const incident = lab.readers.incident(params.id)
    if (!incident) throw new RefusedError('incident-unknown', `There is no incident ${params.id}.`)
    knownOrganism(lab, incident.organism)
    if (incident.fault === null) throw new RefusedError('replay-unfit', `No fault of ours was the cause of ${params.id}, so there is none to inject again.`)
    if (lab.readers.view().chaosStopped) throw new ChaosStoppedError('The global stop is on.')
    return accept(lab, { kind: 'incident-replay', incident: params.id })
  },
})

const media = { json: 'application/json', html: 'text/html' } as const

export const exportIncident = operation({
  method: 'GET', path: '/api/incidents/{id}/export', role: 'viewer', summary: 'All of one incident as a file, to keep or to share: JSON, or a page that needs nothing else',
  params: drawnId,
  query: z.strictObject({ format: z.enum(['json', 'html']).default('json') }),
  answer: { status: 200, mediaType: 'application/json' },
  refusals: ['incident-unknown'],
  handle: ({ params, query: { format } }, lab) => {
    const whole = gatherIncident(lab, params.id)
    if (!whole) throw new RefusedError('incident-unknown', `There is no incident ${params.id}.`)
    const body = format === 'html' ? incidentPage(whole) : JSON.stringify(whole, null, 2)
    return new Response(body, { headers: {
      'content-type': `${media[format]}; charset=utf-8`, 'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${params.id.replaceAll(/[^\w.-]/g, '_')}.${format}"`,
      // It holds what organisms said: even where it is opened from here, it may do nothing.
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; sandbox`,
    } })
  },
})
