import fc from 'fast-check'
import type { NewEvent } from '../../lib/contract/event.ts'
import { genomeId } from '../../lib/contract/genome.ts'
import {
  antibodyForget, antibodyLearn, candidateJudge, crashed, event, faultPrepare, genomeAdd, healthy, incidentClose, incidentOpen, lessonLearn, logChunk, modelAnswer, modelAsk, organismAdd, pulseEnd,
  recipe, searchEnd, searchProgress,
} from './event-samples.ts'

/** Few names, so that events meet. `nobody` is never added. */
const organisms = ['ant', 'bee', 'nobody'] as const
const organism = fc.constantFrom(...organisms)
const incident = fc.constantFrom('i1', 'i2', 'i3')
const injection = fc.constantFrom('f1', 'f2')
const callId = fc.constantFrom('c1', 'c2')
const lessonId = fc.constantFrom('l1', 'l2')
const version = fc.integer({ min: 1, max: 4 })
const duration = fc.oneof(fc.nat(5000), fc.constantFrom(0.5, -0, Number.NaN, Number.POSITIVE_INFINITY))
/** Any JSON, and what JSON has no word for. */
export const looseJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, ''),
    fc.double(),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom('$number', '$$number', '__proto__', 'a'), fc.string()), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value as fc.Arbitrary<never>

const subjects = fc.tuple(organism, version).map(([name, number]) => ({ name, genome: genomeId(name, number), subject: { organism: name } }))

const one: fc.Arbitrary<NewEvent> = fc.oneof(
  fc.tuple(organism, duration, fc.boolean(), looseJson).map(([name, workMs, isGood, result]) => pulseEnd(name, { workMs, result, verdict: isGood ? healthy : crashed })),
  fc.constant(pulseEnd(null)),
  fc.constantFrom('ant', 'bee').map(organismAdd),
  organism.map((name) => logChunk(name, 'one\ntwo\n')),
  fc.tuple(organism, incident, duration).map(([name, id, ms]) => incidentOpen(name, id, ms)),
  fc.tuple(organism, incident).map(([name, id]) => candidateJudge(name, id)),
  fc.tuple(organism, incident, duration, fc.boolean()).map(([name, id, ms, isNew]) => searchProgress(name, id, { ms, ...(isNew ? {} : { heat: [] }) })),
  fc.tuple(organism, incident).map(([name, id]) => searchEnd(name, id)),
  fc.tuple(organism, fc.constantFrom('s1', 's2'), fc.constantFrom('<=', '>'), version).map(([name, signature, after, number]) => antibodyLearn(name, signature, number, recipe(after))),
  fc.tuple(organism, fc.constantFrom('s1', 's2'), fc.constantFrom('<=', '>')).map(([name, signature, after]) => antibodyForget(name, signature, recipe(after))),
  fc.tuple(organism, fc.constantFrom('full', 'rollback-only', 'off')).map(([name, mode]) => event('healing-configure', { mode, by: 'you' }, { organism: name })),
  fc.tuple(organism, incident, fc.constantFrom('healed', 'rolled-back', 'quarantined')).map(([name, id, end]) => incidentClose(name, id, end)),
  fc.tuple(organism, version).map(([name, number]) => genomeAdd(name, number)),
  subjects.map(({ genome, subject }) => event('promote-start', { genome, from: null, why: 'try' }, subject)),
  subjects.map(({ genome, subject }) => event('promote-end', { genome, from: null }, subject)),
  subjects.map(({ genome, subject }) => event('promote-undo', { genome, from: null, why: 'the core died' }, subject)),
  fc.tuple(subjects, duration).map(([{ genome, subject }, fitness]) => event('genome-prove', { genome, pulses: 3, fitness }, subject)),
  subjects.map(({ genome, subject }) => event('genome-fail', { genome, why: 'a bad pulse' }, subject)),
  subjects.map(({ genome, subject }) => event('genome-damage', { genome, file: 'organism.js', what: 'was changed' }, subject)),
  fc.tuple(subjects, fc.constantFrom<string[]>([], ['proven in the talk'], ['a', 'b'])).map(([{ genome, subject }, tags]) => event('genome-tag', { genome, tags, by: 'you' }, subject)),
  fc.tuple(organism, injection).map(([name, id]) => faultPrepare(name, id)),
  fc.tuple(organism, injection).map(([name, id]) => event('fault-inject', { injection: id, genome: null }, { organism: name })),
  fc.tuple(organism, injection).map(([name, id]) => event('fault-end', { injection: id, end: 'healed', why: 'gone' }, { organism: name })),
  fc.constantFrom(event('chaos-stop', { by: 'you' }), event('chaos-allow', { by: 'you' }), event('core-stop', { reason: 'asked' })),
  fc.subarray([...organisms]).map((reset) => event('demo-reset', { by: 'you', seed: 5, organisms: reset })),
  fc.constant(event('core-start', { pid: 1, tier: 1, seed: 3, version: '1' })),
  fc.tuple(organism, fc.option(fc.constant({ restarts: 1, periodMs: 2000 }))).map(([name, budget]) => event('settings-change', { by: 'you', settings: { keepLogMb: budget && 7, restartBudgets: { [name]: budget } } })),
  fc.tuple(organism, callId).map(([name, id]) => modelAsk(name, id)),
  fc.tuple(organism, callId).map(([name, id]) => modelAnswer(name, id)),
  fc.tuple(organism, lessonId).map(([name, id]) => lessonLearn(name, id)),
  lessonId.map((id) => event('lesson-edit', { id, failure: 'it fell over', context: '', edit: 'another', why: 'so', by: 'you' })),
  lessonId.map((id) => event('lesson-forget', { id, by: 'you' })),
  fc.constantFrom(event('learning-open', { until: 5, by: 'you' }), event('learning-close', { by: 'you' })),
  organism.map((folder) => event('organism-refuse', { folder, error: 'organism.json is no JSON' })),
  organism.map((name) => event('organism-state', { from: 'healthy', to: 'crashed', reason: 'it fell' }, { organism: name })),
  organism.map((name) => event('organism-state', { from: 'crashed', to: 'healthy', reason: 'it stands' }, { organism: name })),
  organism.map((name) => event('organism-restart', { delayMs: 100, used: 2, allowed: 5, periodMs: 60_000 }, { organism: name })),
)

/** More of one kind than a view keeps. */
const many: fc.Arbitrary<NewEvent[]> = fc.constantFrom(
  Array.from({ length: 250 }, (_, number) => pulseEnd('ant', { number })),
  Array.from({ length: 60 }, (_, number) => [incidentOpen('bee', `many-${number}`), incidentClose('bee', `many-${number}`)]).flat(),
  Array.from({ length: 110 }, (_, number) => genomeAdd('bee', 10 + number)),
  Array.from({ length: 55 }, (_, number) => faultPrepare('ant', `many-${number}`)),
  Array.from({ length: 60 }, (_, number) => antibodyLearn('ant', `many-${number}`)),
  Array.from({ length: 110 }, (_, number) => modelAsk('ant', `many-${number}`)),
  Array.from({ length: 210 }, (_, number) => lessonLearn('ant', `many-${number}`)),
  [incidentOpen('bee', 'long'), ...Array.from({ length: 12 }, () => searchEnd('bee', 'long'))],
)

/** Any order of events that the types allow, most of it nonsense. */
export const anyHistory: fc.Arbitrary<NewEvent[]> = fc
  .array(fc.oneof({ weight: 40, arbitrary: one.map((single) => [single]) }, { weight: 1, arbitrary: many }), { maxLength: 60 })
  .map((parts) => [organismAdd('ant'), organismAdd('bee'), ...parts.flat()])

/** One organism's life as it goes: pulses, versions and whole incidents, the last one maybe open. */
export const plausibleHistory: fc.Arbitrary<NewEvent[]> = fc
  .tuple(fc.array(fc.constantFrom('pulse', 'version', 'incident', 'search'), { maxLength: 30 }), fc.boolean())
  .map(([chapters, endsOpen]) => {
    const events = [organismAdd('ant')]
    let versions = 0
    let incidents = 0
    for (const chapter of chapters) {
      if (chapter === 'pulse') events.push(pulseEnd('ant'))
      if (chapter === 'version') {
        const genome = genomeId('ant', ++versions)
        events.push(
          genomeAdd('ant', versions),
          event('promote-start', { genome, from: null, why: 'new' }, { organism: 'ant' }),
          event('promote-end', { genome, from: null }, { organism: 'ant' }),
          event('genome-prove', { genome, pulses: 3, fitness: versions / 2 }, { organism: 'ant' }),
          ...(versions % 2 === 0 ? [event('genome-tag', { genome, tags: ['even'], by: 'you' }, { organism: 'ant' })] : []),
        )
      }
      if (chapter === 'incident') {
        const id = `i${++incidents}`
        events.push(incidentOpen('ant', id), candidateJudge('ant', id), candidateJudge('ant', id, true), incidentClose('ant', id))
      }
      if (chapter === 'search') {
        const id = `i${++incidents}`
        events.push(
          incidentOpen('ant', id), searchProgress('ant', id), searchProgress('ant', id, { tried: 90, heat: [] }), searchEnd('ant', id),
          candidateJudge('ant', id, true), antibodyLearn('ant', `s${incidents % 3}`, incidents + 1), incidentClose('ant', id),
        )
      }
    }
    return endsOpen ? [...events, incidentOpen('ant', 'last'), searchProgress('ant', 'last'), candidateJudge('ant', 'last')] : events
  })
