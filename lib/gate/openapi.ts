import { OpenApiGeneratorV31, OpenAPIRegistry, type ResponseConfig } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { problemSchema } from '../contract/api.ts'
import type { Operation } from './operation.ts'
import { listActions, runAction } from './operations/actions.ts'
import { allowChaos, injectFault, listFaults, listInjections, previewFault, stopChaos, undoFault } from './operations/chaos.ts'
import { cancelApp, checkApp, diffIteration, listApps, listAppFiles, listAppTests, makeApp, previewPlan, removeApp, rollBackApp, showApp } from './operations/apps.ts'
import { askQuestion, readVocabulary } from './operations/ask.ts'
import { listCommands, readCommand } from './operations/commands.ts'
import { listCores, listHeartbeats, switchCores } from './operations/cores.ts'
import { resetDemo } from './operations/demo.ts'
import { changeSettings, listSettings } from './operations/settings.ts'
import { listEvents, readAttachment, readLog } from './operations/events.ts'
import { archiveGenome, checkGenome, diffGenome, importGenome, listGenomes, readGenome, rollBackGenome, tagGenome } from './operations/genomes.ts'
import { isAlive, isReady, readHealth, readStatus } from './operations/health.ts'
import { exportIncident, listIncidents, readIncident, replayIncident } from './operations/incidents.ts'
import { exportEventList, verifyLedger } from './operations/ledger.ts'
import { changeLearning, editLesson, forgetLesson, improveOrganism, listLessons, readMind, testModel } from './operations/mind.ts'
import { readMetrics } from './operations/metrics.ts'
import { configureHealing, listOrganisms, listPulses, pauseOrganism, readOrganism, readSpec, resumeOrganism } from './operations/organisms.ts'
import { proposeGenome } from './operations/propose.ts'
import { endSession, listSessions, readSession, revokeSession, startSession } from './operations/sessions.ts'
import { operation } from './operation.ts'
import { refusals, type RefusalCode } from './problem.ts'

export const readOpenApi = operation({
  method: 'GET', path: '/api/openapi.json', role: 'viewer', summary: 'This description',
  answer: { status: 200, schema: z.looseObject({ openapi: z.string() }) },
  handle: (_input, lab) => ({ ...describeApi(lab.version) }),
})

/** Everything that the API can do. A test holds it against the folders below app/. */
export const operations: readonly Operation[] = [
  isAlive, isReady, readHealth, readStatus, readMetrics, readOpenApi, listCores, listHeartbeats, switchCores,
  startSession, readSession, endSession, listSessions, revokeSession,
  listOrganisms, readOrganism, readSpec, proposeGenome, listPulses, pauseOrganism, resumeOrganism, configureHealing, importGenome,
  listFaults, injectFault, previewFault, stopChaos, allowChaos, undoFault, listInjections,
  resetDemo, listSettings, changeSettings,
  listIncidents, readIncident, replayIncident, exportIncident,
  listGenomes, readGenome, diffGenome, rollBackGenome, archiveGenome, checkGenome, tagGenome,
  listApps, makeApp, previewPlan, showApp, listAppFiles, listAppTests, diffIteration, checkApp, cancelApp, rollBackApp, removeApp,
  readMind, testModel, changeLearning, listLessons, editLesson, forgetLesson, improveOrganism,
  askQuestion, readVocabulary, listCommands, readCommand, listActions, runAction, listEvents, readAttachment, readLog, exportEventList, verifyLedger,
]

const problem = problemSchema.meta({ id: 'Problem' })

/** An OpenAPI 3.1 document, made from the schemas that check the requests. */
export function describeApi(version: string): ReturnType<OpenApiGeneratorV31['generateDocument']> {
  const registry = new OpenAPIRegistry()
  for (const each of operations) {
    const { method, path, role, summary, params, query, body, answer } = each
    registry.registerPath({
      method: method.toLowerCase() as Lowercase<typeof method>,
      path,
      summary,
      description: role === 'anybody' ? 'For anybody.' : `For a ${role}${role === 'operator' ? '' : ' or above'}.`,
      request: {
        params,
        query,
        ...(body === null ? {} : { body: { required: true, content: body === 'archive' ? { 'application/zip': { schema: { type: 'string' as const, format: 'binary' } } } : { 'application/json': { schema: body } } } }),
      },
      responses: {
        [answer.status]: goodAnswer(each),
        ...Object.fromEntries(Map.groupBy(refusalsOf(each), (code) => refusals[code][0]).entries().map(([status, codes]) => [status, {
          description: codes.map((code) => `${code}: ${refusals[code][1]}`).join('; '),
          content: { 'application/problem+json': { schema: problem } },
        } satisfies ResponseConfig])),
      },
    })
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Ouroboros', version, description: 'A lab for software that heals itself. A change is accepted as a command (202); its outcome is at /api/commands/ID.' },
  })
}

function goodAnswer({ answer }: Operation): ResponseConfig {
  if (!('schema' in answer)) return { description: 'Done', content: { [answer.mediaType]: { schema: { type: 'string' } } } }
  return {
    description: answer.status === 202 ? 'Accepted: on disk, not yet done' : 'Done',
    content: { 'application/json': { schema: answer.schema } },
    ...(answer.status === 202 ? { headers: { Location: { description: 'Where its outcome will be', schema: { type: 'string' } } } } : {}),
  }
}

/** Its own and those that any request of its kind may meet. */
function refusalsOf({ method, role, params, query, body, refusals: own }: Operation): RefusalCode[] {
  const checked = body !== null || Object.keys({ ...params.shape, ...query.shape }).length > 0
  return [...new Set<RefusalCode>([
    ...own,
    ...(role === 'anybody' ? [] : ['sign-in-needed' as const]),
    ...(role === 'player' || role === 'operator' ? ['not-allowed' as const] : []),
    ...(checked ? ['request-invalid' as const] : []),
    ...(body === null ? [] : ['body-too-large' as const, 'media-refused' as const]),
    ...(method !== 'GET' ? ['origin-refused' as const, 'rate-limited' as const] : []),
    'host-refused', 'internal',
  ])]
}
