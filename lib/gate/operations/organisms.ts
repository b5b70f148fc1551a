import { z } from 'zod'
import { healingSettingSchema } from '../../contract/healing.ts'
import { organismListSchema, organismRowSchema, pulseListSchema } from '../../contract/api.ts'
import { specWordsSchema } from '../../contract/spec-words.ts'
import type { OrganismView } from '../../contract/view.ts'
import { operation } from '../operation.ts'
import { accept, accepted, knownOrganism, limitOf, newestEvent, organismPath } from './parts.ts'

export const listOrganisms = operation({
  method: 'GET', path: '/api/organisms', role: 'viewer', summary: 'All organisms, and the folders that could not be taken in',
  answer: { status: 200, schema: organismListSchema },
  handle: (_input, lab) => {
    const { organisms, refused } = lab.readers.view()
    return { organisms: Object.values(organisms).map(rowOf), refused }
  },
})

export const readOrganism = operation({
  method: 'GET', path: '/api/organisms/{id}', role: 'viewer', summary: 'One organism, with all that the page shows of it',
  params: organismPath,
  answer: { status: 200, schema: organismRowSchema.extend({ view: z.looseObject({ id: z.string(), state: z.string() }) }) },
  refusals: ['organism-unknown', 'core-down'],
  handle: ({ params }, lab) => {
    const organism = knownOrganism(lab, params.id)
    return { ...rowOf(organism), view: { ...organism } }
  },
})

export const readSpec = operation({
  method: 'GET', path: '/api/organisms/{id}/spec', role: 'viewer', summary: 'What it has to do, for people: examples, refusals, names of properties, limits, fitness',
  params: organismPath,
  // null: taken in by a core that did not tell it yet; the next one does.
  answer: { status: 200, schema: z.object({ spec: specWordsSchema.nullable(), hash: z.string() }) },
  refusals: ['organism-unknown', 'core-down'],
  handle: ({ params }, lab) => {
    const told = newestEvent(lab, 'organism-add', knownOrganism(lab, params.id).id)
    return { spec: told?.data.spec ?? null, hash: told?.data.specHash ?? '' }
  },
})

export const listPulses = operation({
  method: 'GET', path: '/api/organisms/{id}/pulses', role: 'viewer', summary: 'Its pulses, newest first',
  params: organismPath,
  query: z.strictObject({ limit: limitOf(100, 1000) }),
  answer: { status: 200, schema: pulseListSchema },
  refusals: ['organism-unknown', 'core-down'],
  handle: ({ params, query }, lab) => {
    knownOrganism(lab, params.id)
    return { pulses: lab.readers.pulses({ organism: params.id, limit: query.limit }) }
  },
})

export const pauseOrganism = operation({
  method: 'POST', path: '/api/organisms/{id}/pause', role: 'operator', summary: 'Stops its pulses until it is resumed',
  params: organismPath,
  answer: accepted,
  refusals: ['organism-unknown', 'core-down', 'ledger-unavailable'],
  handle: ({ params }, lab) => accept(lab, { kind: 'organism-pause', organism: knownOrganism(lab, params.id).id }),
})

export const resumeOrganism = operation({
  method: 'POST', path: '/api/organisms/{id}/resume', role: 'operator', summary: 'Brings it back from pause or quarantine',
  params: organismPath,
  answer: accepted,
  refusals: ['organism-unknown', 'core-down', 'ledger-unavailable'],
  handle: ({ params }, lab) => accept(lab, { kind: 'organism-resume', organism: knownOrganism(lab, params.id).id }),
})

export const configureHealing = operation({
  method: 'PUT', path: '/api/organisms/{id}/healing', role: 'operator', summary: 'How it is healed from its next incident on: the whole setting anew, and what is left out as its manifest has it',
  params: organismPath,
  body: healingSettingSchema,
  answer: accepted,
  refusals: ['organism-unknown', 'core-down', 'ledger-unavailable'],
  handle: ({ params, body }, lab) => accept(lab, { kind: 'configure-healing', organism: knownOrganism(lab, params.id).id, ...body }),
})

function rowOf(organism: OrganismView): z.input<typeof organismRowSchema> {
  const { id, kind, title, teaches, state, stateReason, genome, pulses, good, crashes } = organism
  return {
    id, kind, title, teaches, state, stateReason, pulses, crashes,
    genome: genome === null ? null : { id: genome, version: Number(genome.slice(genome.lastIndexOf('.g') + 2)) },
    successRate: pulses === 0 ? null : good / pulses,
  }
}
