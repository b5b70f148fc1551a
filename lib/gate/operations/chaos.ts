import pLimit from 'p-limit'
import { z } from 'zod'
import { chaosPreviewSchema, chaosRequestSchema, faultListSchema } from '../../contract/api.ts'
import { ChaosStoppedError, FaultUnfitError, OrganismBusyError, OrganismDownError, RequestInvalidError, UnknownInjectionError } from '../../contract/errors.ts'
import { isEnough, playerLimits } from '../../contract/access.ts'
import type { Fault } from '../../contract/fault.ts'
import { faultEndSchema } from '../../contract/fault.ts'
import { organismIdSchema } from '../../contract/organism.ts'
import { injectionListSchema } from '../../contract/settings-list.ts'
import type { OrganismView } from '../../contract/view.ts'
import { faults, findFault, kindsOf, takesOf } from '../../chaos/faults.ts'
import { mutateFiles, noPlace } from '../../chaos/mutate-files.ts'
import { drawnClassic, faultSeed, firstFitting } from '../../chaos/chance.ts'
import { unifiedDiff } from '../../store/genomes/line-diff.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'
import { RefusedError } from '../problem.ts'
import { accept, accepted, drawnId, knownOrganism, limitOf, newestEvent, seqSchema } from './parts.ts'

const turn = pLimit(1)

export const listFaults = operation({
  method: 'GET', path: '/api/chaos', role: 'viewer', summary: 'Every fault, with what it teaches, and whether the global stop is on',
  answer: { status: 200, schema: faultListSchema },
  handle: (_input, lab) => ({
    faults: faults.map((fault) => ({ id: fault.id, class: fault.class, label: fault.label, teaches: fault.teaches, intensity: fault.intensity, takes: [...takesOf(fault)], kinds: kindsOf(fault) })),
    stopped: lab.readers.view().chaosStopped,
  }),
})

export const injectFault = operation({
  method: 'POST', path: '/api/chaos', role: 'player', summary: 'Injects a fault; `classic` draws one of the three classics from the seed of the demo',
  body: chaosRequestSchema,
  answer: accepted,
  refusals: ['organism-unknown', 'fault-unknown', 'organism-busy', 'organism-down', 'fault-unfit', 'chaos-stopped', 'over-limit', 'not-allowed', 'core-down', 'ledger-unavailable'],
  // What is known here is refused here; the core looks again when it takes the command up.
  handle: async ({ body: { organism, fault, seed, intensity, at, ...asked } }, lab) => {
    if (organism === undefined) refuseUnlessSystem(findFault(fault), lab)
    // Looked at and asked for in one turn: two requests of one player must not both find none.
    return turn(async () => {
      const ttlMs = lab.visitor.role === 'player' ? await limitPlayer(lab, { intensity, ttlMs: asked.ttlMs }) : asked.ttlMs
      if (organism !== undefined) refuseUnlessReady(knownOrganism(lab, organism), fault === drawnClassic ? null : findFault(fault), lab)
      return accept(lab, {
        kind: 'chaos-inject', fault,
        ...(organism === undefined ? {} : { organism }), ...(seed === undefined ? {} : { seed }), ...(intensity === undefined ? {} : { intensity }),
        ...(ttlMs === undefined ? {} : { ttlMs }), ...(at === undefined ? {} : { at }),
      })
    })
  },
})

export const previewFault = operation({
  method: 'POST', path: '/api/chaos/preview', role: 'viewer', summary: 'What a fault would change, without changing it: inject it with the same seed and intensity',
  body: chaosRequestSchema.omit({ ttlMs: true, at: true }).required({ organism: true }),
  answer: { status: 200, schema: chaosPreviewSchema },
  refusals: ['organism-unknown', 'fault-unknown', 'fault-unfit', 'genome-damaged', 'core-down'],
  handle: ({ body: { organism: id, fault: faultId, seed: given, intensity = 2 } }, lab) => {
    const organism = knownOrganism(lab, id)
    const fault = findFault(faultId)
    refuseUnfit(organism, fault)
    // What the core would draw next, so that what is looked at is what comes.
    const draw = (attempt: number): number => faultSeed({ seed: lab.readers.view().demo?.seed ?? lab.config.seed, organism: id, faults: organism.chapter.faults }, attempt)
    if (fault.class !== 'code') return { diff: '', summary: fault.teaches, seed: given ?? draw(0), undo: fault.class === 'runtime' ? fault.undo : 'inputs are left alone again' }
    const genome = organism.genome
    const entry = newestEvent(lab, 'organism-add', id)?.data.manifest.entry
    if (genome === null || entry === undefined) throw new FaultUnfitError(`${id} has no version yet.`)
    const files = lab.genomes.files(genome)
    const mutated = (seed: number) => mutateFiles(fault, files, entry, { seed, intensity })
    const seed = given ?? firstFitting(draw, (one) => mutated(one) !== null)
    const mutation = mutated(seed)
    if (!mutation) throw new FaultUnfitError(`${noPlace(fault, genome, entry)}.`)
    return { diff: unifiedDiff(files, mutation.files), summary: mutation.summary, seed, undo: `back to the code of ${genome}` }
  },
})

export const stopChaos = operation({
  method: 'POST', path: '/api/chaos/stop', role: 'operator', summary: 'Takes every running fault back and refuses new ones',
  answer: accepted,
  refusals: ['ledger-unavailable'],
  handle: (_input, lab) => accept(lab, { kind: 'chaos-stop' }),
})

export const allowChaos = operation({
  method: 'POST', path: '/api/chaos/allow', role: 'operator', summary: 'Permits faults again',
  answer: accepted,
  refusals: ['ledger-unavailable'],
  handle: (_input, lab) => accept(lab, { kind: 'chaos-allow' }),
})

export const undoFault = operation({
  method: 'POST', path: '/api/chaos/injections/{id}/undo', role: 'player', summary: 'Takes one fault back',
  params: drawnId,
  answer: accepted,
  refusals: ['injection-unknown', 'injection-over', 'over-limit', 'ledger-unavailable'],
  handle: async ({ params }, lab) => {
    const injection = lab.readers.view().injections.find(({ id }) => id === params.id)
    if (!injection) throw new UnknownInjectionError(`There is no injection ${params.id}.`)
    if (injection.end !== null) throw new RefusedError('injection-over', `${injection.label} has ended: ${injection.why ?? injection.end}.`)
    if (lab.visitor.role === 'player' && !(await ownInjections(lab)).includes(injection.id)) throw new RefusedError('over-limit', 'A player takes back no fault of somebody else.')
    return accept(lab, { kind: 'chaos-undo', injection: params.id })
  },
})

export const listInjections = operation({
  method: 'GET', path: '/api/chaos/injections', role: 'viewer', summary: 'Every fault of the past and in force, newest first, with the incident that it caused; page back with before = the page\'s before',
  query: z.strictObject({
    organism: organismIdSchema.optional(), fault: z.string().max(60).optional(), end: z.enum([...faultEndSchema.options, 'running']).optional(),
    before: seqSchema.optional(), limit: limitOf(50, 500),
  }),
  answer: { status: 200, schema: injectionListSchema },
  handle: ({ query }, lab) => lab.readers.injections(query),
})

/**
 * @returns how long the fault may last, ms
 * @throws RefusedError
 */
async function limitPlayer(lab: Lab, { intensity = 1, ttlMs = playerLimits.ttlMs }: { intensity: number | undefined; ttlMs: number | undefined }): Promise<number> {
  if (intensity > playerLimits.intensity) throw new RefusedError('over-limit', `A player’s faults have an intensity of ${playerLimits.intensity} at most.`)
  if (ttlMs > playerLimits.ttlMs) throw new RefusedError('over-limit', `A player’s faults last ${playerLimits.ttlMs / 1000} s at most.`)
  if ((await ownInjections(lab)).length > 0) throw new RefusedError('over-limit', 'A player has one running fault at a time, and yours is not over yet.')
  return ttlMs
}

/** More than one visitor can ask for while one of their faults runs. */
const rememberedCommands = 500

/** Injections of this visitor that are in force; a command that no core has carried out yet stands for its own. */
async function ownInjections(lab: Lab): Promise<string[]> {
  const running = new Set(lab.readers.view().injections.filter(({ end }) => end === null).map(({ id }) => id))
  return (await lab.desk.by(lab.visitor.author, rememberedCommands)).flatMap(({ id, kind, state, outcome }) => {
    if (kind !== 'chaos-inject') return []
    if (state === 'queued' || state === 'claimed') return [id]
    return outcome?.injection !== undefined && running.has(outcome.injection) ? [outcome.injection] : []
  })
}

/** @throws RefusedError, RequestInvalidError, ChaosStoppedError, OrganismBusyError */
function refuseUnlessSystem(fault: Fault, lab: Lab): void {
  if (fault.class !== 'system') throw new RequestInvalidError(`${fault.label} needs an organism to break: name one.`)
  if (!isEnough(lab.visitor.role, 'operator')) throw new RefusedError('not-allowed', 'What hits Ouroboros itself is an operator’s to break.')
  const { chaosStopped, injections } = lab.readers.view()
  if (chaosStopped) throw new ChaosStoppedError('The global stop is on.')
  const running = injections.find((each) => each.class === 'system' && each.end === null)
  if (running) throw new OrganismBusyError(`${running.label} already runs.`)
}

function refuseUnfit(organism: OrganismView, fault: Fault): void {
  if (fault.class === 'system') throw new FaultUnfitError(`${fault.label} hits Ouroboros itself: leave the organism out.`)
  if (!kindsOf(fault).includes(organism.kind)) throw new FaultUnfitError(`${fault.label} makes no sense for a ${organism.kind}; it is for ${kindsOf(fault).join(', ')}.`)
}

function refuseUnlessReady(organism: OrganismView, fault: Fault | null, lab: Lab): void {
  const { id, state } = organism
  const { chaosStopped, injections } = lab.readers.view()
  if (chaosStopped) throw new ChaosStoppedError('The global stop is on.')
  if (fault) refuseUnfit(organism, fault)
  if (state === 'quarantined' || state === 'paused') throw new OrganismDownError(`${id} is ${state}.`)
  const incident = organism.incidents.find(({ end }) => end === null)
  if (incident) throw new OrganismBusyError(`${id} is being healed from: ${incident.verdict.summary}.`)
  const running = injections.find((each) => each.organism === id && each.end === null)
  if (running) throw new OrganismBusyError(`${running.label} already runs on ${id}.`)
}
