import { describe, expect, test } from 'vitest'
import type { Case } from '../../lib/contract/case.ts'
import type { VerdictKind } from '../../lib/contract/verdict.ts'
import type { Candidate, Rung } from '../../lib/healing/rung.ts'
import { restart } from '../../lib/healing/rungs/1-restart.ts'
import { rollback } from '../../lib/healing/rungs/7-rollback.ts'
import { quarantine } from '../../lib/healing/rungs/8-quarantine.ts'
import { FakeGenomes } from '../fixtures/fake-genomes.ts'
import { doubler, doublerSource } from '../fixtures/fake-organism.ts'

const sickWith = (changes: Partial<Case> = {}, kind: VerdictKind = 'crash'): Case => ({
  incident: 'i1', organism: doubler(), genome: 'doubler.g0001', onProbation: false, failing: { task: 3 }, poisoned: false, healthyMs: null, seed: 1,
  verdict: { kind, summary: 'it fell', signature: 'x', frames: [] }, ...changes,
})

async function all(rung: Rung, sick: Case): Promise<{ candidates: Candidate[]; end: string }> {
  const candidates: Candidate[] = []
  const steps = rung.propose(sick, [], { budgetMs: rung.budgetMs, stop: new AbortController().signal })
  for (;;) {
    const step = await steps.next()
    if (step.done) return { candidates, end: step.value }
    candidates.push(step.value)
  }
}

describe('restart', () => {
  const allowing = restart({ spend: async () => ({ ok: true, why: '' }) })

  test('gives the same input again; one that is broken is then set aside', async () => {
    expect((await all(allowing, sickWith())).candidates).toMatchObject([{ kind: 'restart', again: 'same-input' }])
    expect((await all(allowing, sickWith({ poisoned: true }))).candidates).toMatchObject([{ again: 'same-input' }, { again: 'fresh-input' }])
  })

  test.each(['syntax-error', 'missing-module'] as const)('spends nothing on a %s', async (kind) => {
    let spent = 0
    const rung = restart({ spend: async () => ({ ok: true, why: String(spent += 1) }) })
    expect(await all(rung, sickWith({}, kind))).toEqual({ candidates: [], end: `a restart cannot mend a ${kind}` })
    expect(spent).toBe(0)
  })

  test('escalates when the budget is spent, with its words', async () => {
    expect(await all(restart({ spend: async () => ({ ok: false, why: 'all 5 are spent' }) }), sickWith())).toEqual({ candidates: [], end: 'all 5 are spent' })
  })

  test('spends one restart for a whole incident', async () => {
    const spent: string[] = []
    await all(restart({ spend: async (organism) => ({ ok: true, why: String(spent.push(organism)) }) }), sickWith({ poisoned: true }))
    expect(spent).toEqual(['doubler'])
  })
})

describe('rollback', () => {
  /** Versions 1, 2, …, each with the given text. */
  async function stage(...texts: string[]) {
    const genomes = new FakeGenomes()
    for (const text of texts) await genomes.add({ organism: 'doubler', files: { 'organism.js': text }, parents: [], origin: 'manual', reason: '', author: '' })
    const id = (version: number): string => `doubler.g000${version}`
    const propose = async (failed: number, proven: number[]) => {
      const { candidates, end } = await all(rollback({ genomes, proven: () => proven.map(id) }), sickWith({ genome: id(failed) }))
      return { from: candidates.map((one) => (one.kind === 'genome' ? one.from : one.kind)), texts: candidates.map((one) => (one.kind === 'genome' ? one.files['organism.js'] : '')), end }
    }
    return { genomes, propose, id }
  }

  test('offers proven versions as they are given, newest first, each content once, never the one that failed', async () => {
    const { propose } = await stage('a', 'b', 'b', 'c', 'd', 'c')
    expect((await propose(6, [5, 4, 3, 2, 1])).texts).toEqual(['d', 'b', 'a'])
  })

  test('offers three at most', async () => {
    const { propose } = await stage('a', 'b', 'c', 'd', 'e')
    expect(await propose(5, [4, 3, 2, 1])).toEqual({ from: ['doubler.g0004', 'doubler.g0003', 'doubler.g0002'], texts: ['d', 'c', 'b'], end: 'no proven version passes' })
  })

  test('has the seed in the folder as its last way', async () => {
    const { propose } = await stage('a')
    expect(await propose(1, [1])).toEqual({ from: [null], texts: [doublerSource], end: 'the seed does not pass either' })
    const same = await stage(doublerSource)
    expect(await same.propose(1, [1]), 'but not where that is what failed').toEqual({ from: [], texts: [], end: 'there is no version with other content' })
    same.genomes.damaged.add(same.id(1))
    expect((await same.propose(1, [1])).from, 'unless it failed because it is damaged').toEqual([null])
  })

  test('passes over what is damaged, and over what is gone', async () => {
    const { genomes, propose, id } = await stage('a', 'b', 'c')
    genomes.damaged.add(id(2))
    expect((await propose(3, [9, 2, 1])).from).toEqual(['doubler.g0001'])
  })

  test('goes back to an intact copy of the very content whose live version is damaged', async () => {
    const { genomes, propose, id } = await stage('a', 'b', 'b')
    genomes.damaged.add(id(3))
    expect((await propose(3, [3, 2, 1])).from).toEqual(['doubler.g0002', 'doubler.g0001'])
  })

  test('a damaged copy does not stand in the way of an intact one', async () => {
    const { genomes, propose, id } = await stage('a', 'a', 'b')
    genomes.damaged.add(id(2))
    expect((await propose(3, [2, 1])).from).toEqual(['doubler.g0001'])
  })
})

test('quarantine gives up, once and always', async () => {
  expect((await all(quarantine(), sickWith())).candidates).toEqual([{ kind: 'give-up', tried: 'stopped and set apart' }])
})
