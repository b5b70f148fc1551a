import { join } from 'node:path'
import { z } from 'zod'
import { appsDirOf } from '../../app-folder/paths.ts'
import { filesInForce, readRegistry, readTests, textsAt } from '../../app-folder/read-app.ts'
import { planInForce } from '../../app-folder/plan-in-force.ts'
import { UnknownAppError } from '../../contract/errors.ts'
import { appViewSchema } from '../../contract/factory/app-view.ts'
import { appPlanSchema, slugSchema } from '../../contract/factory/plan.ts'
import type { Registry } from '../../contract/factory/registry.ts'
import { testFileSchema } from '../../contract/factory/scenario.ts'
import { joinPlans } from '../../planner/join-plans.ts'
import { planApp } from '../../planner/plan-app.ts'
import { unifiedDiff } from '../../store/genomes/line-diff.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'
import type { RefusalCode } from '../problem.ts'
import { accept, accepted } from './parts.ts'

const ofApp = z.strictObject({ id: slugSchema })
const number = z.coerce.number().int().min(1).max(999)

export const listApps = operation({
  method: 'GET', path: '/api/apps', role: 'viewer', summary: 'The apps that the factory has made, with their iterations, and what is being made',
  answer: { status: 200, schema: z.object({ apps: z.array(appViewSchema) }) },
  handle: (_input, lab) => ({ apps: Object.values(lab.readers.view().apps) }),
})

export const makeApp = operation({
  method: 'POST', path: '/api/apps', role: 'operator', summary: 'Makes an app of what a sentence asks for; with `app`, adds to one that is there; with `plan`, as somebody has edited it',
  body: z.strictObject({ sentence: z.string().max(4_000), app: slugSchema.optional(), plan: appPlanSchema.optional() }),
  answer: accepted,
  refusals: ['app-unknown', 'app-busy', 'core-down', 'ledger-unavailable'],
  handle: ({ body: { sentence, app, plan } }, lab) => {
    if (app !== undefined) knownApp(lab, app)
    return accept(lab, { kind: 'app-make', sentence, ...(app !== undefined && { app }), ...(plan !== undefined && { plan }) })
  },
})

export const previewPlan = operation({
  method: 'POST', path: '/api/apps/plan', role: 'viewer', summary: 'How a sentence is understood, before anything is made of it; with `app`, the plan of that app with what it asks for',
  body: z.strictObject({ sentence: z.string().max(4_000), app: slugSchema.optional() }),
  answer: { status: 200, schema: z.object({ plan: appPlanSchema }) }, refusals: ['sentence-invalid', 'app-unknown', 'app-invalid'],
  handle: ({ body: { sentence, app } }, lab) => {
    const asked = planApp(sentence)
    if (app === undefined) return { plan: asked }
    const { root, registry } = folderOf(lab, app)
    return { plan: joinPlans(planInForce(root, registry), asked) }
  },
})

export const showApp = operation({
  method: 'GET', path: '/api/apps/{id}', role: 'viewer', summary: 'One app', params: ofApp,
  answer: { status: 200, schema: appViewSchema }, refusals: ['app-unknown'],
  handle: ({ params: { id } }, lab) => knownApp(lab, id),
})

export const listAppFiles = operation({
  method: 'GET', path: '/api/apps/{id}/files', role: 'viewer', summary: 'The files that are in force, with their texts, by component', params: ofApp,
  answer: { status: 200, schema: z.object({ components: z.array(z.object({ id: z.string(), files: z.array(z.object({ path: z.string(), iteration: z.number().int(), text: z.string() })) })) }) },
  refusals: ['app-unknown', 'app-invalid'],
  handle: ({ params: { id } }, lab) => {
    const { root, registry } = folderOf(lab, id)
    return { components: registry.components.map((component) => ({ id: component.id, files: Object.entries(filesInForce(root, registry, component)).map(([path, text]) => ({ path, text, iteration: component.files[path]?.iteration ?? component.iteration })) })) }
  },
})

export const listAppTests = operation({
  method: 'GET', path: '/api/apps/{id}/tests', role: 'viewer', summary: 'The scenarios that have to hold, and which were altered, with why', params: ofApp,
  answer: { status: 200, schema: testFileSchema }, refusals: ['app-unknown', 'app-invalid'],
  handle: ({ params: { id } }, lab) => {
    const { root, registry } = folderOf(lab, id)
    return readTests(root, registry)
  },
})

export const diffIteration = operation({
  method: 'GET', path: '/api/apps/{id}/iterations/{number}/diff', role: 'viewer', summary: 'What an iteration changed, as a unified diff against what was in force before', params: ofApp.extend({ number }),
  answer: { status: 200, mediaType: 'text/x-diff' }, refusals: ['app-unknown', 'app-invalid'],
  handle: async ({ params: { id, number: nth } }, lab) => {
    const { root, registry } = folderOf(lab, id)
    const iteration = registry.iterations.find((one) => one.number === nth)
    if (iteration === undefined) throw new UnknownAppError(`${id} has no iteration ${nth}; there are ${registry.iterations.map((one) => one.number).join(', ')}.`)
    const after = await textsAt(root, registry, nth)
    const before = iteration.from === null ? {} : await textsAt(root, registry, iteration.from)
    const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
    const changed = paths.filter((path) => before[path] !== after[path])
    return new Response(unifiedDiff(Object.fromEntries(changed.map((path) => [path, before[path] ?? ''])), Object.fromEntries(changed.map((path) => [path, after[path] ?? '']))), { headers: { 'content-type': 'text/x-diff; charset=utf-8' } })
  },
})

/** What is asked of an app by its name alone. */
const byName = (does: 'check' | 'cancel' | 'remove', summary: string, refusals: readonly RefusalCode[]) => operation({
  method: 'POST', path: `/api/apps/{id}/${does}`, role: 'operator', summary, params: ofApp, answer: accepted, refusals,
  handle: ({ params: { id } }, lab) => {
    knownApp(lab, id)
    return accept(lab, { kind: `app-${does}`, app: id })
  },
})

export const checkApp = byName('check', 'Plays all scenarios apart from what the app keeps, and patches what is to blame', ['app-unknown', 'app-busy', 'core-down', 'ledger-unavailable'])

export const cancelApp = byName('cancel', 'Breaks off what is being made; what is in force stays so', ['app-unknown', 'core-down', 'ledger-unavailable'])

export const rollBackApp = operation({
  method: 'POST', path: '/api/apps/{id}/rollback', role: 'operator', summary: 'Puts an earlier iteration in force again, as a new one', params: ofApp, body: z.strictObject({ iteration: number }),
  answer: accepted, refusals: ['app-unknown', 'app-busy', 'core-down', 'ledger-unavailable'],
  handle: ({ params: { id }, body: { iteration } }, lab) => {
    knownApp(lab, id)
    return accept(lab, { kind: 'app-rollback', app: id, iteration })
  },
})

export const removeApp = byName('remove', 'Ends all services of an app, and puts its folder aside with all that it keeps', ['app-unknown', 'app-busy', 'core-down', 'ledger-unavailable'])

function knownApp(lab: Lab, id: string): z.input<typeof appViewSchema> {
  const app = lab.readers.view().apps[id]
  if (app === undefined) throw new UnknownAppError(`There is no app ${id}.`)
  return app
}

/** @throws UnknownAppError, AppInvalidError */
function folderOf(lab: Lab, id: string): { root: string; registry: Registry } {
  const root = join(appsDirOf(lab.config.dataDir), id)
  const registry = readRegistry(root)
  if (registry === null) throw new UnknownAppError(`Nothing of an app ${id} is in force.`)
  return { root, registry }
}
