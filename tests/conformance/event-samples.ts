import type { EventData, EventKind, NewEvent } from '../../lib/contract/event.ts'
import { genomeId, type Genome } from '../../lib/contract/genome.ts'
import type { Recipe } from '../../lib/contract/search.ts'
import type { Verdict } from '../../lib/contract/verdict.ts'

/** Events with every field that their kind needs, for tests that care about a few of them. */

export const healthy: Verdict = { kind: 'healthy', summary: 'as the spec says', signature: null, frames: [] }
export const crashed: Verdict = { kind: 'crash', summary: 'TypeError: x is not a function', signature: 'TypeError#1', frames: [{ file: 'organism.js', line: 3, column: 7, function: 'perform' }] }

export function event<K extends EventKind>(kind: K, data: EventData<K>, subject: { organism?: string | null; incident?: string | null; attachment?: string } = {}): NewEvent {
  return { kind, data, organism: null, incident: null, ...subject } as NewEvent
}

export const organismAdd = (organism: string): NewEvent =>
  event('organism-add', {
    manifest: {
      kind: 'task', title: `The ${organism}`, teaches: 'patience', entry: 'organism.js', pulseMs: 1500, healthPath: '/health',
      budget: { restarts: 5, periodMs: 60_000 }, probationPulses: 3,
    },
    specHash: 'a'.repeat(64),
  }, { organism })

export const pulseEnd = (organism: string | null, data: Partial<EventData<'pulse-end'>> = {}, attachment?: string): NewEvent =>
  event('pulse-end', {
    number: 1, genome: genomeId(organism ?? 'nobody', 1), run: null, workMs: 3, seed: 7, task: [3, 1, 2], result: [1, 2, 3], verdict: healthy, fitness: null, probe: false, ...data,
  }, { organism, ...(attachment === undefined ? {} : { attachment }) })

export const logChunk = (organism: string | null, attachment: string): NewEvent =>
  event('log-chunk', { lines: attachment.split('\n').length, bytes: attachment.length, skippedLines: 0 }, { organism, attachment })

export const incidentOpen = (organism: string, incident: string, detectMs = 12): NewEvent =>
  event('incident-open', { verdict: crashed, genome: genomeId(organism, 1), fault: null, detectMs }, { organism, incident })

export const candidateJudge = (organism: string, incident: string, accepted = false): NewEvent =>
  event('candidate-judge', {
    rung: 'restart', genome: genomeId(organism, 1), accepted, tried: 'the same again', why: accepted ? 'it holds' : 'it fell again',
    checks: [{ name: 'failing-task', ok: accepted, detail: 'the task that failed', ms: 4 }], startedAt: 5, ms: 6,
  }, { organism, incident })

export const incidentClose = (organism: string, incident: string, end: EventData<'incident-close'>['end'] = 'healed'): NewEvent =>
  event('incident-close', { end, rung: 'restart', why: 'three good pulses', healMs: 90 }, { organism, incident })

export const searchProgress = (organism: string, incident: string, data: Partial<EventData<'search-progress'>> = {}): NewEvent =>
  event('search-progress', {
    stage: 'evaluate', tried: 40, perSecond: 4000, best: { passed: 3, total: 9 }, plausible: 0, heat: [{ file: 'organism.js', line: 2, suspicion: 0.9 }],
    deaths: [{ tried: 'a became b', why: 'it fell' }], ms: 10, ...data,
  }, { organism, incident })

export const searchEnd = (organism: string, incident: string, attachment?: string): NewEvent =>
  event('search-end', { rung: 'repair', why: 'every edit was tried', tried: 50, perSecond: 4000, ms: 12, deaths: [{ cause: 'it fell', count: 50 }] }, { organism, incident, ...(attachment === undefined ? {} : { attachment }) })

export const recipe = (after = '<='): Recipe => ({ kind: 'operator', before: '<', after })

export const antibodyLearn = (organism: string, signature: string, version = 2, learnt: Recipe = recipe()): NewEvent =>
  event('antibody-learn', { signature, recipe: learnt, genome: genomeId(organism, version) }, { organism })

export const antibodyForget = (organism: string, signature: string, forgotten: Recipe = recipe()): NewEvent =>
  event('antibody-forget', { signature, recipe: forgotten, why: 'it heals no more' }, { organism })

export const genomeAdd = (organism: string, version: number): NewEvent => event('genome-add', { genome: genomeOf(organism, version) }, { organism })

const genomeOf = (organism: string, version: number): Genome => ({
  id: genomeId(organism, version), organism, version, parents: version > 1 ? [genomeId(organism, version - 1)] : [], origin: 'seed', reason: 'as found', author: 'seed',
  createdAt: 1000 + version, files: { 'organism.js': 'b'.repeat(64) }, hash: 'c'.repeat(64), added: 1, removed: 0,
})

export const faultPrepare = (organism: string, injection: string): NewEvent =>
  event('fault-prepare', { injection, fault: 'syntax-error', class: 'code', label: 'Syntax error', seed: 1, intensity: 2, ttlMs: 60_000, undo: 'the version before', summary: 'line 1' }, { organism })

/** What a ledger has given a new event is left out. */
export const asAsked = ({ kind, organism, incident, data }: Pick<NewEvent, 'kind' | 'organism' | 'incident' | 'data'>) => ({ kind, organism, incident, data })

const call = { seat: 'resident', purpose: 'heal', provider: 'ollama', model: 'm', isReplay: false } as const
export const modelAsk = (organism: string | null, id: string): NewEvent => event('model-ask', { call: id, ...call, counted: { tokens: 9, usd: 0 } }, { organism })
export const modelAnswer = (organism: string | null, id: string): NewEvent =>
  event('model-answer', { call: id, ...call, outcome: 'answered', why: '', usage: { inputTokens: 5, outputTokens: 2 }, counted: { tokens: 7, usd: 0 }, costUsd: null, firstTokenMs: 1, ms: 2, requests: 1 }, { organism })
export const lessonLearn = (organism: string, id: string): NewEvent =>
  event('lesson-learn', { id, organism, failure: 'it fell', context: 'a line', edit: 'another line', why: 'so', teacher: 'openai/x' }, { organism })
