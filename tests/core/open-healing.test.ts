import { describe, expect, test } from 'vitest'
import type { Case } from '../../lib/contract/case.ts'
import type { GenomeFiles, GenomeOrigin, GenomeStatus } from '../../lib/contract/genome.ts'
import type { Trial } from '../../lib/contract/ports/trial.ts'
import { openHealing } from '../../lib/core/open-healing.ts'
import { hashContent, hashFiles } from '../../lib/store/genomes/content-hash.ts'
import type { Keeper } from '../../lib/watcher/keeper-ports.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'
import { FakeGenomes } from '../fixtures/fake-genomes.ts'
import { FakeLedger } from '../fixtures/fake-ledger.ts'
import { doubler } from '../fixtures/fake-organism.ts'
import { ScriptedSearch } from '../fixtures/scripted-search.ts'

const cure: GenomeFiles = { 'organism.js': 'export const perform = (n) => n + n' }
const broken: GenomeFiles = { 'organism.js': 'broken' }
interface Past { files: GenomeFiles; status?: GenomeStatus; origin?: GenomeOrigin }

interface Circumstances { since?: string | null; restarts?: boolean; rungs?: ('restart' | 'repair' | 'rollback')[] }

/** Healing for an organism that had these versions; the live one does well once it is another than the newest, and `restarts` alone where that heals. */
async function healingAfter(past: Past[], { since = null, restarts = false, rungs = ['restart', 'repair'] }: Circumstances = {}) {
  const clock = new FakeClock()
  const ledger = new FakeLedger(clock)
  const genomes = new FakeGenomes()
  const organism = doubler({ manifest: { healing: { rungs } } })
  const rows = new Map<string, { status: GenomeStatus }>()
  for (const { files, status = 'new', origin = 'manual' } of past) {
    const added = await genomes.add({ organism: 'doubler', files, parents: [], origin, reason: '', author: '' })
    rows.set(added.id, { status })
  }
  const versions = () => genomes.list('doubler').map((genome) => ({ ...genome, hash: hashContent(hashFiles(genomes.files(genome.id))), status: rows.get(genome.id)?.status ?? 'probation' as const, fitness: null, current: false }))
  const newest = genomes.list('doubler').at(-1)?.id ?? ''
  await genomes.setCurrent(newest)
  const script = new ScriptedSearch()
  script.knows = () => [{ files: cure, summary: 'as it should be', recipe: { kind: 'restore', before: 'a', after: 'b' } }]
  const trial: Trial = async ({ cases }) => ({ results: cases.map(({ task }) => ((task as number) < 0 ? { ok: false, ms: 1, failure: { phase: 'perform', name: 'RangeError', message: 'too small', stack: '', code: null } } : { ok: true, ms: 1, value: 2 * (task as number) })), record: {} as never })
  const keeper = {
    spendRestart: async () => ({ ok: true, why: '' }),
    live: async () => (restarts || genomes.current('doubler') !== newest ? { kind: 'healthy', summary: '', signature: null, frames: [] } : { kind: 'crash', summary: 'it fell', signature: 's', frames: [] }),
  } as Partial<Keeper> as Keeper
  const healing = openHealing({
    clock, genomes, trial, record: ledger.record, search: script.search, keepers: new Map([['doubler', keeper]]), minded: null, asked: new Map(), since: () => since,
    reader: { genomes: versions, genome: (id) => versions().find((row) => row.id === id) ?? null, antibodies: () => [] },
  })
  const sick: Case = { incident: 'i1', organism, genome: newest, verdict: { kind: 'crash', summary: 'it fell', signature: 's', frames: [] }, onProbation: false, failing: { task: 3 }, poisoned: false, healthyMs: null, seed: 1 }
  return { healing, sick, ledger, organism }
}

/** An incident of the newest of these versions. */
async function incidentOf(past: Past[], circumstances?: Circumstances) {
  const { healing, sick, ledger } = await healingAfter(past, circumstances)
  const { end } = await healing.heal(sick, 0, new AbortController().signal)
  return { end, why: ledger.of('candidate-judge').find(({ data }) => data.rung !== 'restart')?.data.why, failed: ledger.of('genome-fail').map(({ data, incident }) => [data.genome, incident]) }
}

describe('content that comes back as a cure', () => {
  const after = (...past: Past[]): Past[] => [...past, { files: broken, origin: 'chaos' }]
  test.each<[string, Past[], string | null]>([
    ['is taken where it is new', after(), null],
    ['and where it is known and did nothing wrong', after({ files: cure }), null],
    ['not where it failed while live', after({ files: cure, status: 'failed' }), 'recurrence: the same content as doubler.g0001, which failed while live'],
    ['not where chaos made it', after({ files: cure, origin: 'chaos' }), 'recurrence: the same content as doubler.g0001, which chaos made'],
    ['but where one of that content is proven', after({ files: cure, status: 'failed' }, { files: cure, status: 'proven' }), null],
    ['never where it is what fails now, proven or not', [{ files: cure, status: 'proven' }], 'recurrence: it is the very content of doubler.g0001, which fails'],
  ])('%s', async (_what, past, refusal) => {
    const { end, why } = await incidentOf(past)
    expect([end, refusal === null ? null : why]).toEqual(refusal === null ? ['healed', null] : ['quarantined', refusal])
  })

  test('what failed before the demo was reset counts no more, and nobody goes back to it', async () => {
    const past = after({ files: cure, status: 'failed' }, { files: { 'organism.js': 'fine' }, status: 'probation' })
    expect((await incidentOf(past)).end).toBe('quarantined')
    expect((await incidentOf(past, { since: 'doubler.g0002' })).end).toBe('healed')
    const proven = [{ files: cure, status: 'proven' as const }, { files: doubler().files }]
    expect((await incidentOf(proven, { rungs: ['rollback'] })).end).toBe('rolled-back')
    expect((await incidentOf(proven, { rungs: ['rollback'], since: 'doubler.g0002' })).end).toBe('quarantined')
  })

  test('going back is held up by nothing of it', async () => {
    const seed = doubler().files
    expect((await incidentOf([{ files: seed, status: 'failed' }, { files: broken }], { rungs: ['rollback'] })).end).toBe('rolled-back')
  })
})

describe('content that a person writes again', () => {
  test.each<[string, Past[], Circumstances, string | null]>([
    ['is taken where it is new', [], {}, null],
    ['not where chaos made it', [{ files: cure, origin: 'chaos' }], {}, 'the same content as doubler.g0001, which chaos made'],
    ['not where it failed while live', [{ files: cure, status: 'failed' }], {}, 'the same content as doubler.g0001, which failed while live'],
    ['but where one of that content is proven', [{ files: cure, status: 'failed' }, { files: cure, status: 'proven' }], {}, null],
    ['but where it failed before the demo was reset', [{ files: cure, status: 'failed' }, { files: broken }], { since: 'doubler.g0002' }, null],
  ])('%s', async (_what, past, circumstances, refusal) => {
    const { healing, organism } = await healingAfter([...past, { files: broken }], circumstances)
    const { accepted, checks } = await healing.proveByHand({ organism, files: cure, seed: 1, healthyMs: null })
    expect(accepted).toBe(refusal === null)
    expect(checks.filter(({ ok }) => !ok).map(({ name, detail }) => [name, detail])).toEqual(refusal === null ? [] : [['recurrence', refusal]])
  })
})

describe('the version that failed', () => {
  test('is told to have failed where other code had to heal it, once the incident is closed', async () => {
    expect((await incidentOf([{ files: broken, origin: 'chaos' }])).failed).toEqual([['doubler.g0001', null]])
  })
  test('is not to blame where a restart was enough', async () => {
    expect(await incidentOf([{ files: broken }], { restarts: true })).toMatchObject({ end: 'healed', failed: [] })
  })
  test.each(['proven', 'damaged', 'failed'] as const)('stays %s', async (status) => {
    expect(await incidentOf([{ files: broken, status }])).toMatchObject({ end: 'healed', failed: [] })
  })
})
