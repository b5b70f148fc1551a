import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../lib/contract/case.ts'
import { LedgerUnavailableError, StaleEpochError } from '../../lib/contract/errors.ts'
import type { Verdict } from '../../lib/contract/verdict.ts'
import { climb, type LadderPorts } from '../../lib/healing/ladder.ts'
import { quarantine } from '../../lib/healing/rungs/8-quarantine.ts'
import type { Candidate, Rung } from '../../lib/healing/rung.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'
import { FakeGenomes } from '../fixtures/fake-genomes.ts'
import { FakeLedger } from '../fixtures/fake-ledger.ts'
import { doubler } from '../fixtures/fake-organism.ts'

const good: Verdict = { kind: 'healthy', summary: 'healthy', signature: null, frames: [] }
const bad: Verdict = { kind: 'crash', summary: 'TypeError: still broken', signature: 'x', frames: [] }

/** One candidate, and all that will come of it. */
interface Fate { kind: 'restart' | 'genome'; passesGate: boolean; live: 'good' | 'slow' | 'bad' | 'throws'; ms: number }
interface RungFate { fates: Fate[]; end: 'returns' | 'throws'; budgetMs: number }

async function stage(rungFates: RungFate[], changes: Partial<Case> = {}) {
  const clock = new FakeClock()
  const ledger = new FakeLedger(clock)
  const genomes = new FakeGenomes()
  const organism = doubler()
  const seed = await genomes.add({ organism: 'doubler', files: organism.files, parents: [], origin: 'seed', reason: '', author: 'seed' })
  await genomes.setCurrent(seed.id)
  const sick: Case = { incident: 'i1', organism, genome: seed.id, verdict: bad, onProbation: false, failing: { task: 3 }, poisoned: false, healthyMs: 5, seed: 1, ...changes }
  let next = ''
  const rungs: Rung[] = [...rungFates.map((fate, index): Rung => ({
    id: index === 0 ? 'restart' : 'rollback',
    budgetMs: fate.budgetMs,
    async *propose() {
      for (const [place, one] of fate.fates.entries()) {
        const tried = next = `${index}.${place}`
        yield (one.kind === 'restart' ? { kind: 'restart', tried, again: 'same-input' } : { kind: 'genome', tried, files: { 'organism.js': tried }, from: seed.id, reason: tried, origin: 'rollback' }) satisfies Candidate
      }
      if (fate.end === 'throws') throw new Error('a broken rung')
      return 'no more'
    },
  })), quarantine()]
  const fateOf = (tried: string): Fate => {
    const [index = 0, place = 0] = tried.split('.').map(Number)
    const fate = rungFates[index]?.fates[place]
    if (!fate) throw new Error(`no fate for ${tried}`)
    return fate
  }
  const inputs: string[] = []
  const stop = new AbortController()
  const ports: LadderPorts = {
    clock, genomes, record: ledger.record, stop: stop.signal,
    rungs,
    prove: async (_sick, candidate) => {
      const { passesGate } = fateOf(candidate.tried)
      return { accepted: passesGate, workMs: null, proof: 'plausible', checks: [{ name: 'parse', ok: true, detail: '', ms: 0 }, { name: 'examples', ok: passesGate, detail: 'x'.repeat(500), ms: 0 }] }
    },
    live: async (_sick, input) => {
      inputs.push(input)
      const { live, ms } = fateOf(next)
      clock.spend(ms)
      if (live === 'throws') throw new Error('no process')
      return live === 'bad' ? bad : live === 'slow' ? { ...bad, kind: 'slow' } : good
    },
  }
  return { clock, ledger, genomes, sick, ports, stop, inputs }
}

/** What should come of it, told without the ladder. */
function foretell(rungs: RungFate[]): { end: string; rung: string; outcomes: string[] } {
  const outcomes: string[] = []
  for (const [index, { fates, end, budgetMs }] of rungs.entries()) {
    const rung = index === 0 ? 'restart' : 'rollback'
    let spent = 0
    let outcome = end === 'throws' ? 'failed' : 'exhausted'
    for (const fate of fates) {
      const isLive = fate.kind === 'restart' || fate.passesGate
      if (isLive) spent += fate.ms
      if (isLive && fate.live === 'throws') { outcome = 'failed'; break }
      if (isLive && fate.live !== 'bad') return { end: rung === 'restart' ? 'healed' : 'rolled-back', rung, outcomes: [...outcomes, 'accepted'] }
      if (spent > budgetMs) { outcome = 'timeout'; break }
    }
    outcomes.push(outcome)
  }
  return { end: 'quarantined', rung: 'quarantine', outcomes: [...outcomes, 'accepted'] }
}

const fateArbitrary: fc.Arbitrary<Fate> = fc.record({
  kind: fc.constantFrom('restart', 'genome'), passesGate: fc.boolean(),
  live: fc.oneof({ weight: 5, arbitrary: fc.constant('bad' as const) }, fc.constantFrom('good' as const, 'slow' as const, 'throws' as const)),
  ms: fc.constantFrom(0, 10, 60),
})
const rungArbitrary: fc.Arbitrary<RungFate> = fc.record({ fates: fc.array(fateArbitrary, { maxLength: 4 }), end: fc.constantFrom('returns', 'throws'), budgetMs: fc.constantFrom(5, 50, 1000) })

test('whatever comes of the candidates, an incident has exactly one end, and it is the right one', async () => {
  await fc.assert(fc.asyncProperty(fc.array(rungArbitrary, { maxLength: 3 }), async (rungs) => {
    const { ports, sick, ledger, genomes, clock } = await stage(rungs)
    clock.spend(40)
    const outcome = await climb(sick, 15, ports)
    const expected = foretell(rungs)
    const events = ledger.events

    const closes = ledger.of('incident-close')
    expect(closes.map(({ data: { end, rung } }) => ({ end, rung }))).toEqual([{ end: expected.end, rung: expected.rung }])
    expect(outcome.end).toBe(expected.end)
    expect(closes[0]?.data.healMs).toBe(clock.mono() - 15)
    expect(events.at(-1)?.kind, 'nothing comes after the end').toBe('incident-close')
    expect(events.every(({ incident, organism }) => incident === 'i1' && organism === 'doubler')).toBe(true)

    expect(ledger.of('rung-end').map(({ data }) => data.outcome)).toEqual(expected.outcomes)
    const frame = events.filter(({ kind }) => kind === 'rung-start' || kind === 'rung-end').map(({ kind }) => kind)
    expect(frame, 'rungs follow each other').toEqual(expected.outcomes.flatMap(() => ['rung-start', 'rung-end']))

    const attempts = ledger.of('candidate-judge')
    expect(attempts.filter(({ data }) => data.accepted)).toHaveLength(1)
    for (const { data } of attempts) {
      const [index = -1, place = -1] = data.tried.split('.').map(Number)
      const fate = rungs[index]?.fates[place]
      if (fate?.kind !== 'genome') continue
      const added = ledger.of('genome-add').find(({ data: { genome } }) => genome.reason === data.tried)?.data.genome
      expect(added !== undefined, 'only what the gate lets through is written and goes live').toBe(fate.passesGate)
      if (!fate.passesGate) expect(data.why).toMatch(/^examples: /)
      if (!added) continue
      expect(ledger.of('promote-end').filter((one) => one.data.genome === added.id)).toHaveLength(1)
      expect(ledger.of('genome-fail').filter((one) => one.data.genome === added.id), 'what failed while live has failed').toHaveLength(data.accepted ? 0 : 1)
    }
    const live = ledger.of('promote-end').at(-1)?.data.genome ?? sick.genome
    expect(genomes.current('doubler')).toBe(live)
  }), { numRuns: 300 })
})

describe('what must not be taken for a broken rung', () => {
  const restartThat = (live: Fate['live']): RungFate[] => [{ fates: [{ kind: 'restart', passesGate: true, live, ms: 0 }], end: 'returns', budgetMs: 1000 }]

  test.each([new StaleEpochError('epoch 1 is over'), new LedgerUnavailableError('the disk is full')])('a ledger that refuses: $name', async (failure) => {
    const { ports, sick, ledger } = await stage(restartThat('good'))
    ledger.onWrite = ([event]) => { if (event?.kind === 'rung-end') ledger.failure = failure }
    await expect(climb(sick, 0, ports)).rejects.toBe(failure)
    ledger.failure = null
    expect(ledger.of('rung-start').map(({ data }) => data.rung), 'no further rung is climbed').toEqual(['restart'])
    expect(ledger.of('incident-close')).toEqual([])
  })

  test('a stop: the incident stays open, and nothing more goes live', async () => {
    const { ports, sick, ledger, genomes, stop } = await stage([
      ...restartThat('bad'), { fates: [{ kind: 'genome', passesGate: true, live: 'good', ms: 0 }], end: 'returns', budgetMs: 1000 },
    ])
    const { live } = ports
    ports.live = async (...given) => {
      stop.abort()
      return live(...given)
    }
    await expect(climb(sick, 0, ports)).rejects.toThrow(/abort/i)
    expect(ledger.of('incident-close')).toEqual([])
    expect(genomes.current('doubler')).toBe(sick.genome)
    expect(ledger.kinds()).not.toContain('promote-start')
  })
})

test('the candidate of a rung that is cut short is let go of', async () => {
  let isLetGo = false
  const { ports, sick } = await stage([])
  const rung: Rung = { id: 'restart', budgetMs: 5, *propose() {
    try {
      yield { kind: 'give-up', tried: 'at once' }
      return ''
    } finally {
      isLetGo = true
    }
  } }
  await climb(sick, 0, { ...ports, rungs: [rung] })
  expect(isLetGo).toBe(true)
})

test('a stop waits for no rung that thinks without end', async () => {
  const { ports, sick, ledger, stop } = await stage([])
  const endless: Rung = { id: 'repair', budgetMs: 1_000, async *propose() {
    await new Promise(() => undefined)
    yield { kind: 'give-up', tried: 'never' }
    return 'never'
  } }
  const outcome = climb(sick, 0, { ...ports, rungs: [endless] })
  await new Promise((resolve) => setImmediate(resolve))
  stop.abort()
  await expect(outcome).rejects.toThrow(/abort/i)
  expect(ledger.of('incident-close')).toEqual([])
})

test.each([['repair', 'healed'], ['rollback', 'rolled-back'], ['quarantine', 'quarantined']] as const)('what a dead core had found to hold by %s is only closed: it is not healed twice', async (rung, end) => {
  const cured = { rung, tried: 'x', startedAt: 0, ms: 1, accepted: true, why: 'it holds', checks: [], genome: null }
  const { ports, sick, ledger } = await stage([{ fates: [{ kind: 'genome', passesGate: true, live: 'good', ms: 0 }], end: 'returns', budgetMs: 1000 }], { cured })
  expect(await climb(sick, 0, ports)).toEqual({ end, why: 'it holds' })
  expect(ledger.kinds()).toEqual(['incident-close'])
  expect(ledger.of('incident-close')[0]?.data).toMatchObject({ end, rung, why: 'it holds' })
})

test('a ladder without a last rung still ends the incident', async () => {
  const { ports, sick, ledger } = await stage([])
  expect(await climb(sick, 0, { ...ports, rungs: [] })).toEqual({ end: 'quarantined', why: 'no rung is left' })
  expect(ledger.kinds()).toEqual(['incident-close'])
})

test('a rung sees what the rungs before it tried', async () => {
  const { ports, sick } = await stage([{ fates: [{ kind: 'restart', passesGate: true, live: 'bad', ms: 0 }], end: 'returns', budgetMs: 1000 }])
  const seen: string[] = []
  const last: Rung = { ...quarantine(), *propose(_sick, tried) {
    seen.push(...tried.map(({ why }) => why))
    yield { kind: 'give-up', tried: 'stopped' }
    return ''
  } }
  await climb(sick, 0, { ...ports, rungs: [...ports.rungs.slice(0, 1), last] })
  expect(seen).toEqual([bad.summary])
})

test.each([[false, 'same-input'], [true, 'fresh-input']] as const)('a new version is given the failing input again, unless the input itself is broken (%s)', async (poisoned, input) => {
  const { ports, sick, inputs } = await stage([{ fates: [{ kind: 'genome', passesGate: true, live: 'good', ms: 0 }], end: 'returns', budgetMs: 1000 }], { poisoned })
  await climb(sick, 0, ports)
  expect(inputs).toEqual([input])
})

describe('a candidate by its origin', () => {
  const from = (origin: 'antibody' | 'repair' | 'graft' | 'rollback', id: Rung['id'], rest: Partial<Rung> = {}): Rung => ({ id, budgetMs: 1000, *propose() {
    yield { kind: 'genome', origin, tried: 'new code', files: { 'organism.js': origin }, from: null, reason: 'why' }
    return 'no more'
  }, ...rest })
  const held = async (rung: Rung) => {
    const all = await stage([])
    const seeds: number[] = []
    const prove: LadderPorts['prove'] = async (_sick, _candidate, seed) => (seeds.push(seed), { accepted: true, workMs: null, checks: [], proof: 'held-out' })
    const outcome = await climb(all.sick, 0, { ...all.ports, prove, live: async () => good, rungs: [rung] })
    return { ...all, outcome, seeds }
  }

  test.each([['antibody', 'healed'], ['repair', 'healed'], ['graft', 'healed'], ['rollback', 'rolled-back']] as const)('%s: the incident is %s, the version says what made it, the attempt how far it is proved', async (origin, end) => {
    const { outcome, ledger, seeds, sick } = await held(from(origin, origin))
    expect(outcome.end).toBe(end)
    expect(ledger.of('genome-add')[0]?.data.genome).toMatchObject({ origin, author: `rung:${origin}`, parents: [sick.genome], reason: 'why' })
    expect(ledger.of('candidate-judge')[0]?.data).toMatchObject({ accepted: true, proof: 'held-out' })
    expect(seeds, 'the gate draws what the search did not').toEqual([expect.not.toSatisfy((seed) => seed === sick.seed)])
  })

  test('that is refused has no proof, and the next one another seed', async () => {
    const { ports, sick, ledger } = await stage([])
    const seeds: number[] = []
    const rung: Rung = { ...from('repair', 'repair'), *propose(...given) {
      for (let nth = 0; nth < 3; nth += 1) yield* from('repair', 'repair').propose(...given) as Generator<Candidate, string>
      return 'no more'
    } }
    await climb(sick, 0, { ...ports, rungs: [rung], prove: async (_sick, _candidate, seed) => (seeds.push(seed), { accepted: false, workMs: null, checks: [{ name: 'parse', ok: false, detail: 'no', ms: 0 }], proof: 'held-out' }) })
    expect(new Set(seeds).size).toBe(3)
    expect(ledger.of('candidate-judge').map(({ data }) => data.proof)).toEqual([undefined, undefined, undefined])
  })

  test('that fails while live has passed the gate for nothing', async () => {
    const { ports, sick, ledger } = await stage([])
    await climb(sick, 0, { ...ports, prove: async () => ({ accepted: true, workMs: null, checks: [], proof: 'held-out' }), live: async () => bad, rungs: [from('repair', 'repair')] })
    expect(ledger.of('candidate-judge').map(({ data }) => [data.accepted, data.proof])).toEqual([[false, undefined]])
    expect(ledger.of('genome-fail')).toHaveLength(1)
  })

  test('its rung is told what came of it, and ends, before the incident does', async () => {
    const told: string[] = []
    const rung = from('repair', 'repair', { judged: async (_sick, candidate, attempt) => void told.push(`${candidate.tried}: ${String(attempt.accepted)}`) })
    const { propose } = rung
    rung.propose = function* (...given) {
      try {
        return yield* propose(...given) as Generator<Candidate, string>
      } finally {
        told.push('let go of')
      }
    }
    const { ports, sick, ledger } = await stage([])
    ledger.onWrite = (events) => { if (events.some(({ kind }) => kind === 'incident-close')) told.push('closed') }
    await climb(sick, 0, { ...ports, prove: async () => ({ accepted: true, workMs: null, checks: [], proof: 'plausible' }), live: async () => good, rungs: [rung] })
    expect(told).toEqual(['new code: true', 'let go of', 'closed'])
  })

  test.each(['judged', 'the end of its candidates'] as const)('that has healed stays healed, whatever its rung breaks of then: %s', async (moment) => {
    const rung = from('repair', 'repair')
    const { propose } = rung
    if (moment === 'judged') rung.judged = () => Promise.reject(new Error('it broke'))
    else rung.propose = function* (...given) {
      try {
        return yield* propose(...given) as Generator<Candidate, string>
      } finally {
        // Whatever the search does at its end.
        JSON.parse('{')
      }
    }
    const { outcome, ledger } = await held(rung)
    expect(outcome.end).toBe('healed')
    expect(ledger.of('rung-end').map(({ data }) => data.outcome)).toEqual(['accepted'])
  })

  test('healing takes until the good pulse: what its rung does afterwards is not counted', async () => {
    const { ports, sick, ledger, clock } = await stage([])
    const rung = from('repair', 'repair', { judged: async () => clock.spend(500) })
    await climb(sick, 0, { ...ports, prove: async () => ({ accepted: true, workMs: null, checks: [], proof: 'plausible' }), live: async () => (clock.spend(30), good), rungs: [rung] })
    expect(ledger.of('incident-close')[0]?.data.healMs).toBe(30)
  })
})
