import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerEvent, NewEvent } from '../../lib/contract/event.ts'
import { emptyView, reduceView, type OrganismView, type View } from '../../lib/contract/view.ts'
import { anyHistory } from '../conformance/arbitrary-history.ts'
import {
  antibodyForget, antibodyLearn, candidateJudge, crashed, event, faultPrepare, genomeAdd, incidentClose, incidentOpen, organismAdd, pulseEnd, recipe, searchEnd, searchProgress,
} from '../conformance/event-samples.ts'

/** What a browser can hold and a page can show. */
const bounds = { points: 240, incidents: 50, genomes: 100, injections: 50, times: 100, antibodies: 50, searches: 8, calls: 100, lessons: 200 }

/** As a ledger would number them, a second apart. */
const written = (events: readonly NewEvent[]): LedgerEvent[] =>
  events.map((one, index) => ({ ...one, seq: index + 1, at: 1000 * (index + 1), epoch: 1, core: 'a', hash: '' }))
const fold = (events: readonly LedgerEvent[], from: View = emptyView): View => events.reduce(reduceView, from)
const after = (...events: NewEvent[]): View => fold(written(events))
function ant(...events: NewEvent[]): OrganismView {
  const { ant: found } = after(organismAdd('ant'), ...events).organisms
  if (!found) throw new Error('no ant')
  return found
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

describe('of any history', () => {
  test('folding is pure, and an event that is not newer changes nothing at all', () => {
    fc.assert(fc.property(anyHistory, (history) => {
      let view = frozen(emptyView)
      const events = written(history)
      for (const one of events) {
        const next = frozen(reduceView(view, frozen(one)))
        expect(next.seq).toBe(one.seq)
        expect(reduceView(next, one)).toBe(next)
        view = next
      }
      for (const old of events) expect(reduceView(view, old)).toBe(view)
    }), { numRuns: 60 })
  })

  test('batches that overlap come to the same view as one fold', () => {
    fc.assert(fc.property(anyHistory, fc.nat(), fc.nat(), (history, first, second) => {
      const events = written(history)
      const [from, to] = [first % events.length, second % events.length].sort((a, b) => a - b) as [number, number]
      expect(fold(events.slice(from), fold(events.slice(0, to)))).toEqual(fold(events))
    }), { numRuns: 60 })
  })

  test('no list outgrows its bound, and the counts hold together', () => {
    fc.assert(fc.property(anyHistory, (history) => {
      const view = fold(written(history))
      expect(view.injections.length).toBeLessThanOrEqual(bounds.injections)
      expect(view.calls.length).toBeLessThanOrEqual(bounds.calls)
      expect(view.lessons.length).toBeLessThanOrEqual(bounds.lessons)
      for (const one of Object.values(view.organisms)) {
        expect(one.points.length).toBeLessThanOrEqual(bounds.points)
        expect(one.incidents.length).toBeLessThanOrEqual(bounds.incidents)
        expect(one.genomes.length).toBeLessThanOrEqual(bounds.genomes)
        expect(one.antibodies.length).toBeLessThanOrEqual(bounds.antibodies)
        for (const { searches = [] } of one.incidents) expect(searches.length).toBeLessThanOrEqual(bounds.searches)
        expect(Math.max(one.healMs.length, one.detectMs.length)).toBeLessThanOrEqual(bounds.times)
        expect(one.good + one.crashes).toBe(one.pulses)
        expect(one.upMs).toBeGreaterThanOrEqual(0)
      }
      const mentioned = new Set(history.filter(({ kind }) => kind === 'organism-add').map(({ organism }) => organism))
      expect(Object.keys(view.organisms).every((id) => mentioned.has(id)), 'nobody is there who was never added').toBe(true)
    }), { numRuns: 60 })
  })
})

describe('an organism', () => {
  test('that is added again keeps its past and takes its new words', () => {
    const again = organismAdd('ant')
    if (again.kind === 'organism-add') again.data = { ...again.data, manifest: { ...again.data.manifest, title: 'Renamed', budget: { restarts: 9, periodMs: 5000 } } }
    expect(ant(pulseEnd('ant'), again)).toMatchObject({ title: 'Renamed', pulses: 1, bornAt: 1000, budget: { used: 0, allowed: 9, periodMs: 5000 } })
  })

  test('is up while healthy or degraded', () => {
    const state = (from: 'healthy' | 'degraded' | 'crashed', to: 'healthy' | 'degraded' | 'crashed') => event('organism-state', { from, to, reason: to }, { organism: 'ant' })
    // Healthy from 1 s to 2 s, degraded to 3 s, crashed to 4 s, healthy since.
    expect(ant(state('healthy', 'degraded'), state('degraded', 'crashed'), state('crashed', 'healthy'))).toMatchObject({ upMs: 2000, state: 'healthy', stateReason: 'healthy', stateSince: 4000 })
  })

  test('was not up while there was no core', () => {
    const start = event('core-start', { pid: 1, tier: 1, seed: 1, version: '0' })
    // Added at 1 s, its last pulse at 2 s, the next core at 3 s.
    expect(ant(pulseEnd('ant'), start)).toMatchObject({ upMs: 1000, stateSince: 3000 })
    const down = event('organism-state', { from: 'healthy', to: 'quarantined', reason: '' }, { organism: 'ant' })
    expect(ant(down, start)).toMatchObject({ upMs: 1000, stateSince: 3000 })
  })

  test('a slow pulse is a good one; a bad one is a crash', () => {
    const { pulses, good, crashes, points } = ant(pulseEnd('ant'), pulseEnd('ant', { verdict: { ...crashed, kind: 'slow' } }), pulseEnd('ant', { verdict: crashed, workMs: 9 }))
    expect({ pulses, good, crashes }).toEqual({ pulses: 3, good: 2, crashes: 1 })
    expect(points.at(-1)).toMatchObject({ seq: 4, at: 4000, workMs: 9, firstOutputMs: null, peakRssMb: null, verdict: crashed })
  })

  test('the newest points stay', () => {
    const { points } = ant(...Array.from({ length: bounds.points + 5 }, (_, number) => pulseEnd('ant', { number })))
    expect([points.length, points[0]?.number, points.at(-1)?.number]).toEqual([bounds.points, 5, bounds.points + 4])
  })
})

describe('an incident', () => {
  test('from its opening to its end, the newest first', () => {
    const { incidents, healMs, detectMs } = ant(incidentOpen('ant', 'i1', 12), candidateJudge('ant', 'i1'), candidateJudge('ant', 'i1', true), incidentClose('ant', 'i1'), incidentOpen('ant', 'i2', 13))
    expect(incidents.map(({ id, end, openedAt, closedAt, attempts }) => ({ id, end, openedAt, closedAt, attempts: attempts.map(({ accepted }) => accepted) }))).toEqual([
      { id: 'i2', end: null, openedAt: 6000, closedAt: null, attempts: [] },
      { id: 'i1', end: 'healed', openedAt: 2000, closedAt: 5000, attempts: [false, true] },
    ])
    expect({ healMs, detectMs }).toEqual({ healMs: [90], detectMs: [12, 13] })
  })

  test('that ends in quarantine healed nothing: it does not better the time to heal', () => {
    expect(ant(incidentOpen('ant', 'i1'), incidentClose('ant', 'i1', 'quarantined')).healMs).toEqual([])
    expect(ant(incidentOpen('ant', 'i1'), incidentClose('ant', 'i1', 'rolled-back')).healMs).toEqual([90])
  })
})

describe('a search', () => {
  const hot = Array.from({ length: 200 }, (_, line) => ({ file: 'organism.js', line, suspicion: 0.5 }))
  const dead = Array.from({ length: 20 }, () => ({ tried: 'a', why: 'b' }))

  test('is shown as it stood last, with the latest heat that was told', () => {
    const [incident] = ant(incidentOpen('ant', 'i1'), searchProgress('ant', 'i1', { heat: hot }), searchProgress('ant', 'i1', { tried: 99, heat: [], deaths: dead })).incidents
    expect(incident?.progress).toMatchObject({ tried: 99, heat: hot, deaths: dead })
    expect(incident?.searches).toBeUndefined()
  })

  test('leaves what it came to, and less of how it stood, once its incident has ended', () => {
    const [incident] = ant(incidentOpen('ant', 'i1'), searchProgress('ant', 'i1', { heat: hot, deaths: dead }), searchEnd('ant', 'i1'), searchEnd('ant', 'i1'), incidentClose('ant', 'i1')).incidents
    expect(incident).toMatchObject({ end: 'healed', searches: [{ rung: 'repair', tried: 50 }, { tried: 50 }], progress: { heat: hot.slice(0, 20), deaths: dead.slice(0, 5) } })
  })

  test('of one incident says nothing of another', () => {
    const { incidents } = ant(incidentOpen('ant', 'i1'), incidentClose('ant', 'i1'), incidentOpen('ant', 'i2'), searchProgress('ant', 'i2'))
    expect(incidents.map(({ id, progress }) => [id, progress?.tried])).toEqual([['i2', 40], ['i1', undefined]])
  })
})

describe('antibodies', () => {
  test('are known once, with how often they have healed, until they are forgotten', () => {
    expect(ant(antibodyLearn('ant', 's1'), antibodyLearn('ant', 's2'), antibodyLearn('ant', 's1', 5)).antibodies).toMatchObject([
      { signature: 's1', genome: 'ant.g0005', healed: 2, learnedAt: 2000 }, { signature: 's2', healed: 1, learnedAt: 3000 },
    ])
    expect(ant(antibodyLearn('ant', 's1'), antibodyLearn('ant', 's1', 3, recipe('>')), antibodyForget('ant', 's1')).antibodies).toMatchObject([{ recipe: { after: '>' }, healed: 1 }])
  })
})

describe('how it is healed', () => {
  const configure = (data: object) => event('healing-configure', { ...data, by: 'me' }, { organism: 'ant' })
  const withOwn = (healing: object): NewEvent => {
    const add = organismAdd('ant')
    if (add.kind === 'organism-add') add.data = { ...add.data, manifest: { ...add.data.manifest, healing } }
    return add
  }

  test('is by the whole ladder and its usual budgets, unless somebody says otherwise', () => {
    expect(ant().healing).toEqual({ own: {}, asked: {}, plan: {
      mode: 'full', rungs: ['restart', 'antibody', 'repair', 'resident', 'teacher', 'graft', 'rollback', 'quarantine'],
      budgetsMs: { restart: 30_000, antibody: 3_000, repair: 8_000, resident: 60_000, teacher: 60_000, graft: 10_000, rollback: 60_000, quarantine: 5_000 },
    } })
  })

  test('is as was asked for last, which the next core’s manifest does not undo', () => {
    const { healing } = ant(withOwn({ mode: 'off', budgetsMs: { repair: 500, graft: 700 } }), configure({ rungs: ['graft'] }), configure({ mode: 'full', budgetsMs: { graft: 900 } }), withOwn({ rungs: ['rollback', 'repair'], budgetsMs: { repair: 600 } }))
    expect(healing.asked).toEqual({ mode: 'full', budgetsMs: { graft: 900 } })
    expect(healing.plan).toMatchObject({ mode: 'full', rungs: ['rollback', 'repair', 'quarantine'], budgetsMs: { repair: 600, graft: 900, restart: 30_000 } })
  })
})

describe('a version', () => {
  const about = (kind: 'promote-end' | 'genome-fail' | 'genome-prove' | 'genome-damage', genome: string): NewEvent =>
    kind === 'promote-end' ? event(kind, { genome, from: null }, { organism: 'ant' })
    : kind === 'genome-prove' ? event(kind, { genome, pulses: 3, fitness: 7 }, { organism: 'ant' })
    : kind === 'genome-fail' ? event(kind, { genome, why: '' }, { organism: 'ant' })
    : event(kind, { genome, file: '', what: '' }, { organism: 'ant' })
  const status = (...events: NewEvent[]) => ant(genomeAdd('ant', 1), ...events).genomes.map((genome) => [genome.status, genome.fitness])

  test('new, on probation once live, then proven, failed or damaged', () => {
    expect(status()).toEqual([['new', null]])
    expect(status(about('promote-end', 'ant.g0001'))).toEqual([['probation', null]])
    expect(status(about('promote-end', 'ant.g0001'), about('genome-prove', 'ant.g0001'))).toEqual([['proven', 7]])
    expect(status(about('promote-end', 'ant.g0001'), about('genome-fail', 'ant.g0001'))).toEqual([['failed', null]])
    expect(status(about('genome-damage', 'ant.g0001'))).toEqual([['damaged', null]])
  })

  test('that is proven stays so when it is made live once more', () => {
    expect(status(about('promote-end', 'ant.g0001'), about('genome-prove', 'ant.g0001'), about('promote-end', 'ant.g0001'))).toEqual([['proven', 7]])
  })

  test('that chaos made is live and never on probation', () => {
    const broken = genomeAdd('ant', 2)
    if (broken.kind === 'genome-add') broken.data = { genome: { ...broken.data.genome, origin: 'chaos' } }
    const { genome, genomes } = ant(genomeAdd('ant', 1), broken, about('promote-end', 'ant.g0002'))
    expect(genome).toBe('ant.g0002')
    expect(genomes.map((one) => one.status)).toEqual(['new', 'new'])
    expect(genomes[0], 'its files stay on disk').not.toHaveProperty('files')
  })

  test('a promotion that was only begun, or was undone, changes nothing', () => {
    const started = event('promote-start', { genome: 'ant.g0002', from: 'ant.g0001', why: '' }, { organism: 'ant' })
    const undone = event('promote-undo', { genome: 'ant.g0002', from: 'ant.g0001', why: '' }, { organism: 'ant' })
    expect(ant(genomeAdd('ant', 1), about('promote-end', 'ant.g0001'), genomeAdd('ant', 2), started, undone).genome).toBe('ant.g0001')
  })
})

describe('chaos', () => {
  const inject = event('fault-inject', { injection: 'f1', genome: 'ant.g0002' }, { organism: 'ant' })
  const end = event('fault-end', { injection: 'f1', end: 'expired', why: 'its time is over' }, { organism: 'ant' })

  test('an injection from its preparation to its end', () => {
    const [prepared] = after(faultPrepare('ant', 'f1')).injections
    expect(prepared).toMatchObject({ id: 'f1', organism: 'ant', fault: 'syntax-error', injectedAt: null, expiresAt: null, end: null, genome: null })
    expect(after(faultPrepare('ant', 'f1'), inject).injections[0]).toMatchObject({ injectedAt: 2000, expiresAt: 62_000, genome: 'ant.g0002', end: null })
    expect(after(faultPrepare('ant', 'f1'), inject, end).injections[0]).toMatchObject({ end: 'expired', endedAt: 3000, why: 'its time is over' })
  })

  test('the stop is on until it is allowed again', () => {
    const stop = event('chaos-stop', { by: 'me' })
    expect(after(stop).chaosStopped).toBe(true)
    expect(after(stop, event('chaos-allow', { by: 'me' })).chaosStopped).toBe(false)
  })
})

test('a folder that is refused is named until it is taken in', () => {
  const refuse = (error: string) => event('organism-refuse', { folder: 'ant', error })
  expect(after(refuse('no JSON'), refuse('no spec')).refused).toEqual([{ folder: 'ant', error: 'no spec' }])
  expect(after(refuse('no JSON'), organismAdd('ant')).refused).toEqual([])
  // Each start names them anew: a folder that was taken away is named no more.
  expect(after(refuse('no JSON'), event('core-start', { pid: 1, tier: 1, seed: 1, version: '0' })).refused).toEqual([])
})

describe('calls of language models, and lessons', () => {
  const asked = { call: 'c1', seat: 'resident' as const, purpose: 'heal' as const, provider: 'ollama', model: 'm', isReplay: false, counted: { tokens: 9, usd: 0 } }
  const ended = { ...asked, outcome: 'answered', why: '', usage: null, costUsd: null, firstTokenMs: null, ms: 5, requests: 1 }
  const lesson = { id: 'l1', organism: 'ant', failure: 'it fell', context: '', edit: 'an edit', why: 'so', teacher: 'openai/x' }

  test('a call is under way until it has ended; one that its core died over is gone', () => {
    const view = after(organismAdd('ant'), event('model-ask', asked, { organism: 'ant' }), event('model-ask', { ...asked, call: 'c2' }, { organism: 'ant' }), event('model-answer', ended, { organism: 'ant' }))
    expect(view.calls).toMatchObject([{ call: 'c1', organism: 'ant', end: { ms: 5 }, endSeq: 4 }, { call: 'c2', end: null, endSeq: null }])
    const later = after(organismAdd('ant'), event('model-ask', asked, { organism: 'ant' }), event('model-ask', { ...asked, call: 'c2' }, { organism: 'ant' }), event('model-answer', ended, { organism: 'ant' }), event('core-start', { pid: 1, tier: 2, seed: 1, version: '0' }))
    expect(later.calls.map(({ call }) => call)).toEqual(['c1'])
  })

  test('a lesson is learnt, put right, and forgotten; a window opens and closes', () => {
    const learnt = event('lesson-learn', lesson, { organism: 'ant' })
    const edit = event('lesson-edit', { id: 'l1', failure: 'it fell over', context: '', edit: 'an edit', why: 'so', by: 'ada' })
    expect(after(learnt, edit).lessons).toMatchObject([{ id: 'l1', failure: 'it fell over', teacher: 'openai/x', editedBy: 'ada' }])
    expect(after(learnt, edit, event('lesson-forget', { id: 'l1', by: 'ada' })).lessons).toEqual([])
    expect(after(event('learning-open', { until: 99, by: 'ada' })).learningUntil).toBe(99)
    expect(after(event('learning-open', { until: 99, by: 'ada' }), event('learning-close', { by: 'ada' })).learningUntil).toBeNull()
  })
})
