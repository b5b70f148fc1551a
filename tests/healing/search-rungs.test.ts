import { describe, expect, test } from 'vitest'
import type { Antibody } from '../../lib/contract/antibody.ts'
import type { Case } from '../../lib/contract/case.ts'
import { LedgerUnavailableError } from '../../lib/contract/errors.ts'
import type { Attempt } from '../../lib/contract/incident.ts'
import type { Patch, Search, SearchOrder } from '../../lib/contract/ports/search.ts'
import { failureSignature } from '../../lib/healing/failure-signature.ts'
import type { Candidate, Rung } from '../../lib/healing/rung.ts'
import { antibody } from '../../lib/healing/rungs/2-antibody.ts'
import { repair } from '../../lib/healing/rungs/3-repair.ts'
import { FakeClock, settle } from '../fixtures/fake-clock.ts'
import { FakeGenomes } from '../fixtures/fake-genomes.ts'
import { FakeLedger } from '../fixtures/fake-ledger.ts'
import { doubler } from '../fixtures/fake-organism.ts'
import { progressOf, ScriptedSearch } from '../fixtures/scripted-search.ts'

const broken = 'export const perform = (n) => 3 * n\n'
const patchOf = (after: string): Patch => ({ files: { 'organism.js': `export const perform = (n) => ${after}\n` }, summary: `3 * n became ${after}`, recipe: { kind: 'constant', before: '3 * n', after } })
const verdict: Case['verdict'] = { kind: 'wrong-output', summary: 'wrong output: property “doubles”', signature: 'wrong-output-1', frames: [] }

async function stage(changes: Partial<Case> = {}) {
  const clock = new FakeClock()
  const ledger = new FakeLedger(clock)
  const genomes = new FakeGenomes()
  const script = new ScriptedSearch()
  await ledger.record({ kind: 'organism-add', organism: 'doubler', incident: null, data: { manifest: doubler().manifest, specHash: '' } })
  const failed = await genomes.add({ organism: 'doubler', files: { 'organism.js': broken }, parents: [], origin: 'chaos', reason: '', author: '' })
  const sick: Case = { incident: 'i1', organism: doubler(), genome: failed.id, verdict, onProbation: false, failing: { task: 3 }, poisoned: false, healthyMs: 5, seed: 9, ...changes }
  const stop = new AbortController()
  const remembered = (): Antibody[] => (ledger.view.organisms['doubler']?.antibodies ?? []).map(({ signature, recipe, genome }) => ({ signature, recipe, genome }))
  const ports = { clock, genomes, record: ledger.record, search: script.search, remembered }
  const remember = (after: string, rest: Partial<Antibody> = {}) => ledger.record({
    kind: 'antibody-learn', organism: 'doubler', incident: null,
    data: { signature: failureSignature(sick.verdict, { 'organism.js': broken }), recipe: patchOf(after).recipe, genome: 'doubler.g0007', ...rest },
  })
  const open = (rung: Rung) => rung.propose(sick, [], { budgetMs: 1_000, stop: stop.signal })
  /** As the ladder does: candidate by candidate until one is accepted. */
  async function climb(rung: Rung, accepts: (candidate: Candidate) => boolean = () => false) {
    const steps = open(rung)
    const offered: Candidate[] = []
    for (;;) {
      const step = await steps.next()
      if (step.done) return { offered, end: step.value }
      offered.push(step.value)
      const accepted = accepts(step.value)
      const attempt: Attempt = { rung: rung.id, genome: accepted ? 'doubler.g0008' : null, accepted, tried: step.value.tried, why: accepted ? 'it holds' : 'examples: no', checks: [], startedAt: 1, ms: 1 }
      await rung.judged?.(sick, step.value, attempt)
      if (!accepted) continue
      await steps.return('let go of')
      return { offered, end: 'accepted' }
    }
  }
  return { clock, ledger, genomes, script, sick, stop, ports, remember, remembered, open, climb }
}

/** A search that is written out by hand. */
const scripted = (run: (order: SearchOrder) => AsyncGenerator<Patch, never, void>): Search => run

describe('repair', () => {
  test('searches the failing version and the spec alone, with the budget of its turn', async () => {
    const { script, ports, climb, remember } = await stage()
    await remember('2 * n')
    script.knows = () => [patchOf('2 * n')]
    const { offered, end } = await climb(repair(ports))
    expect(offered).toEqual([{ kind: 'genome', origin: 'repair', tried: '3 * n became 2 * n', reason: '3 * n became 2 * n', from: null, files: patchOf('2 * n').files, recipe: patchOf('2 * n').recipe }])
    expect(end).toBe('every edit was tried')
    expect(script.orders).toMatchObject([{ files: { 'organism.js': broken }, failing: { task: 3 }, frames: [], seed: 9, recipes: [], recipesOnly: false, budgetMs: 1_000 }])
  })

  test('is given no input that lies outside the contract', async () => {
    const { script, ports, climb } = await stage({ poisoned: true })
    await climb(repair(ports))
    expect(script.orders[0]?.failing).toBeNull()
  })

  test('offers the next patch when one is refused, and learns from the one that heals alone', async () => {
    const { script, ports, climb, ledger, remembered } = await stage()
    script.knows = () => [patchOf('4 * n'), patchOf('2 * n'), patchOf('n + n')]
    const { offered } = await climb(repair(ports), ({ tried }) => tried.endsWith('2 * n'))
    expect(offered.map(({ tried }) => tried)).toEqual(['3 * n became 4 * n', '3 * n became 2 * n'])
    expect(remembered()).toEqual([{ signature: 'wrong-output-1', recipe: patchOf('2 * n').recipe, genome: 'doubler.g0008' }])
    expect(ledger.of('antibody-learn').map(({ incident }) => incident)).toEqual(['i1'])
  })

  test.each([['port-taken', /port/], ['crash', /damaged/]] as const)('searches nothing where no edit can help: %s', async (kind, why) => {
    const { script, ports, climb, genomes, sick } = await stage({ verdict: { ...verdict, kind } })
    if (kind === 'crash') genomes.damaged.add(sick.genome)
    expect((await climb(repair(ports))).end).toMatch(why)
    expect(script.orders).toEqual([])
  })
})

describe('antibody', () => {
  test('tries what healed this failure, and nothing else; what heals again is known with its new version', async () => {
    const { script, ports, climb, remember, remembered, ledger } = await stage()
    await remember('2 * n')
    await remember('5 * n', { signature: 'another failure' })
    script.knows = () => { throw new Error('it searched') }
    const { offered } = await climb(antibody(ports), () => true)
    expect(offered).toMatchObject([{ kind: 'genome', origin: 'antibody', files: patchOf('2 * n').files }])
    expect(script.orders).toMatchObject([{ recipes: [patchOf('2 * n').recipe], recipesOnly: true }])
    expect(remembered()[0]).toMatchObject({ signature: 'wrong-output-1', genome: 'doubler.g0008' })
    expect(ledger.view.organisms['doubler']?.antibodies.map(({ healed }) => healed)).toEqual([2, 1])
    expect(ledger.of('antibody-forget')).toEqual([])
  })

  test('asks for no search where the failure is new', async () => {
    const { script, ports, climb, ledger } = await stage()
    expect((await climb(antibody(ports))).end).toBe('nothing is known that healed this failure')
    expect([script.orders, ledger.of('search-end')]).toEqual([[], []])
  })

  test('forgets what is refused, and what finds no place any more; what is known of other failures stays', async () => {
    const { ports, climb, remember, remembered, ledger } = await stage()
    await remember('2 * n')
    await remember('7 * n', { recipe: { kind: 'constant', before: 'not there', after: '7 * n' } })
    await remember('5 * n', { signature: 'another failure' })
    expect((await climb(antibody(ports))).end).toBe('what healed this failure before heals it no more: every edit was tried')
    expect(remembered().map(({ signature }) => signature)).toEqual(['another failure'])
    expect(ledger.of('antibody-forget').map(({ data }) => [data.recipe.after, data.why])).toEqual([['2 * n', 'examples: no'], ['7 * n', 'it heals no more: every edit was tried']])
  })

  test('the one that heals is kept where another was refused before it', async () => {
    const { ports, climb, remember, remembered } = await stage()
    await remember('2 * n')
    await remember('5 * n')
    await climb(antibody(ports), ({ tried }) => tried.includes('2 * n'))
    expect(remembered().map(({ recipe }) => recipe.after), 'the latest was tried first').toEqual(['2 * n'])
  })

  test('forgets what made the version that now fails on probation, whatever its failure', async () => {
    const made = { signature: 'an older failure', genome: 'doubler.g0001' }
    const onProbation = await stage({ onProbation: true })
    await onProbation.remember('2 * n', made)
    await onProbation.climb(antibody(onProbation.ports))
    expect(onProbation.ledger.of('antibody-forget').map(({ data }) => data.why)).toEqual([expect.stringContaining('the version that it made failed')])
    const proven = await stage()
    await proven.remember('2 * n', made)
    await proven.climb(antibody(proven.ports))
    expect(proven.remembered()).toHaveLength(1)
  })

  test('forgets nothing when the core stops in the middle of it', async () => {
    const { ports, open, remember, remembered, stop, script, ledger } = await stage()
    await remember('2 * n')
    script.apply = () => (stop.abort(), null)
    await expect(open(antibody(ports)).next()).rejects.toThrow(/abort/i)
    expect(remembered()).toHaveLength(1)
    expect(ledger.of('search-end')).toEqual([])
  })
})

describe('a search within an incident', () => {
  test('tells how it stands while it is waited for, and never between two questions', async () => {
    const { ports, open, ledger } = await stage()
    let order: SearchOrder | null = null
    ports.search = scripted(async function* (given) {
      order = given
      given.onProgress(progressOf({ tried: 1 }))
      yield patchOf('2 * n')
      given.onProgress(progressOf({ tried: 3 }))
      throw new Error('enough')
    })
    const steps = open(repair(ports))
    await steps.next()
    ;(order as SearchOrder | null)?.onProgress(progressOf({ tried: 2 }))
    await settle()
    expect(ledger.of('search-progress').map(({ data, incident }) => [data.tried, incident])).toEqual([[1, 'i1']])
    await expect(steps.next()).rejects.toThrow('enough')
    expect(ledger.of('search-progress').map(({ data }) => data.tried)).toEqual([1, 3])
    expect(ledger.of('search-end').map(({ data }) => [data.why, data.tried]), 'what is known of a search that broke').toEqual([['it broke off', 3]])
  })

  test('that is let go of is told to stop, read to its end, and reported', async () => {
    const { ports, open, ledger, script } = await stage()
    script.knows = () => [patchOf('2 * n'), patchOf('n + n')]
    const steps = open(repair(ports))
    await steps.next()
    expect(script.orders[0]?.stop.aborted).toBe(false)
    await steps.return('let go of')
    expect(script.orders[0]?.stop.aborted).toBe(true)
    expect(ledger.of('search-end').map(({ data }) => data)).toEqual([{ rung: 'repair', why: 'stopped', tried: 50, perSecond: 4_000, ms: 12, deaths: [{ cause: 'expected #, got #', count: 2 }, { cause: 'no answer', count: 1 }] }])
  })

  test('that does not keep to its time is given up', async () => {
    const { ports, open, clock, ledger } = await stage()
    let isStopped = false
    ports.search = scripted(async function* ({ stop }) {
      stop.addEventListener('abort', () => { isStopped = true })
      await new Promise(() => undefined)
      yield patchOf('never')
      throw new Error('never')
    })
    const late = Promise.resolve(open(repair(ports)).next())
    await clock.advance(1_900)
    expect(isStopped, 'its budget and a moment').toBe(false)
    await expect(clock.until(late, 10_000)).rejects.toThrow('did not end within its 1000 ms')
    expect(isStopped).toBe(true)
    expect(ledger.of('search-end')).toHaveLength(1)
  })

  test('that cannot be told of ends at once, with what the ledger said', async () => {
    const { ports, open, ledger } = await stage()
    const failure = new LedgerUnavailableError('the disk is full')
    ports.search = scripted(async function* ({ stop, onProgress }) {
      ledger.failure = failure
      onProgress(progressOf())
      await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve()))
      yield patchOf('too late')
      throw new Error('never')
    })
    await expect(open(repair(ports)).next()).rejects.toBe(failure)
  })
})

describe('what makes two failures the same', () => {
  const files = { 'organism.js': 'one\ntwo\nthree\nfour\nfive\n' }
  const crash = (line: number, signature = 'TypeError-1') => ({ kind: 'crash' as const, summary: '', signature, frames: [{ file: 'organism.js', line, column: 1, function: 'perform' }] })

  test('without a place, the verdict alone', () => {
    expect(failureSignature(verdict, files)).toBe('wrong-output-1')
    expect(failureSignature({ ...crash(2), frames: [{ file: 'gone.js', line: 2, column: 1, function: null }] }, files)).toBe('TypeError-1')
  })

  test('else the code around it, wherever it stands and however it is set', () => {
    const moved = { 'organism.js': `// a new line\n\n${files['organism.js'].replace('two', '  two  ')}` }
    expect(failureSignature(crash(4), moved)).toBe(failureSignature(crash(2), files))
    expect(failureSignature(crash(3), files)).not.toBe(failureSignature(crash(2), files))
    expect(failureSignature(crash(2, 'RangeError-1'), files)).not.toBe(failureSignature(crash(2), files))
    expect(failureSignature(crash(2), { 'organism.js': files['organism.js'].replace('three', '3') })).not.toBe(failureSignature(crash(2), files))
    expect(failureSignature(crash(2), { 'organism.js': files['organism.js'].replace('one', '1') })).not.toBe(failureSignature(crash(2), files))
    expect(failureSignature(crash(2), { 'organism.js': files['organism.js'].replace('five', '5') }), 'what stands elsewhere does not count').toBe(failureSignature(crash(2), files))
    expect(failureSignature(crash(2), files).length).toBeLessThanOrEqual(100)
  })
})
