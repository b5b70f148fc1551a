import { proposalSchema } from '../../contract/command.ts'
import { OrganismBusyError, RequestInvalidError, StaleBaseError, UnknownGenomeError } from '../../contract/errors.ts'
import { operation } from '../operation.ts'
import { accept, accepted, knownOrganism, organismPath } from './parts.ts'

export const proposeGenome = operation({
  method: 'POST', path: '/api/organisms/{id}/genomes', role: 'operator', summary: 'Proposes a change by hand to the running version: it must pass the gate like any candidate, and the outcome tells every check',
  params: organismPath,
  body: proposalSchema,
  answer: accepted,
  refusals: ['organism-unknown', 'genome-unknown', 'genome-damaged', 'base-stale', 'organism-busy', 'core-down', 'ledger-unavailable'],
  // What is known here is refused here; the core looks again when it takes the command up.
  handle: ({ params, body: { base, files, reason } }, lab) => {
    const { id, genome, incidents } = knownOrganism(lab, params.id)
    if (lab.readers.genome(base)?.organism !== id) throw new UnknownGenomeError(`${id} has no version ${base}.`)
    if (genome !== base) throw new StaleBaseError(`${base} no longer runs${genome === null ? '' : `, ${genome} does`}.`)
    const incident = incidents.find(({ end }) => end === null)
    if (incident) throw new OrganismBusyError(`${id} is being healed from: ${incident.verdict.summary}.`)
    const before = lab.genomes.files(base)
    const unknown = Object.keys(files).find((name) => !Object.hasOwn(before, name))
    if (unknown !== undefined) throw new RequestInvalidError(`body.files: ${base} has no file ${unknown}; it has ${Object.keys(before).join(', ')}`)
    if (Object.entries(files).every(([name, text]) => before[name] === text)) throw new RequestInvalidError(`body.files: nothing of ${base} is changed`)
    return accept(lab, { kind: 'genome-propose', organism: id, base, files, reason })
  },
})
