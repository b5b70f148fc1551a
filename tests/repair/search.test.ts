import { expect, test } from 'vitest'
import type { Candidate, Evaluator } from '../../lib/repair/4-evaluate/evaluator.ts'
import { PatchSearch } from '../../lib/repair/search.ts'
import { statementsOf } from '../../lib/repair/statements.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'

const text = 'function total(list) {\n  let sum = 1\n  for (const one of list) sum += one\n  return sum\n}\nmodule.exports = { total }\n'
const budgetMs = 1_000

/** A scripted evaluator on a clock that only moves when it is told to: the hosts' part is tested with real hosts. */
function searched({ passes, probeMs, onFirst }: { passes: (candidate: Candidate) => boolean; probeMs: number; onFirst?: (files: Record<string, string>) => void }) {
  const clock = new FakeClock()
  const evaluator: Evaluator = {
    lanes: 1, batchSize: 48,
    open: () => undefined, ready: () => Promise.resolve(), keep: () => Promise.resolve(), close: () => Promise.resolve(), relax: () => false,
    measure: (variant) => {
      const statements = [...variant.sources].flatMap(([path, source]) => statementsOf(source.ast).map((one) => ({ ...one, path, local: one.id })))
      const checks = [{ passes: false, covered: statements.map(({ id }) => id) }]
      return Promise.resolve({ checks, tests: [], total: 1, why: null, outcomes: [], statements, calls: [{ path: 'a.cjs', name: 'total', args: '[3]', check: 0 }], heldOut: 0, turns: 0 })
    },
    try: (_, candidates) => Promise.resolve(candidates.map((candidate) => (passes(candidate) ? { candidate, score: 1, passes: true, why: null } : { candidate, score: 0, passes: false, why: 'wrong' }))),
    observe: (_, probes) => Promise.resolve(probes.map(() => [])),
    probe: async (_, candidates) => {
      await clock.advance(probeMs)
      return candidates.map(() => null)
    },
  }
  return new PatchSearch({
    files: { 'a.cjs': text }, suspects: ['a.cjs'], frames: [], recipes: [], recipesOnly: false, expected: { constants: [], shapes: [], rows: [], refusals: [] },
    random: () => 0.5, budgetMs, stop: new AbortController().signal, ...(onFirst && { onFirst }),
  }, { clock, evaluator })
}

async function patchesOf(search: PatchSearch): Promise<string[]> {
  const found: string[] = []
  for await (const { files } of search.run()) found.push(files['a.cjs'] ?? '')
  return found
}

/** Costs so much that nobody is convinced: others are looked for first. */
const dropsTheLoop = ({ edit }: Candidate): boolean => edit.kind === 'drop-statement' && edit.changes.length === 1 && text.slice(edit.changes[0]?.start, edit.changes[0]?.end).includes('for (')

test('a patch that convinces nobody is given away when nothing better comes', async () => {
  const [found] = await patchesOf(searched({ passes: dropsTheLoop, probeMs: 0 }))
  expect(found).not.toContain('for (')
})

test('it is given away, too, where the time ends while it is looked at', async () => {
  const [found] = await patchesOf(searched({ passes: dropsTheLoop, probeMs: budgetMs + 1 }))
  expect(found).not.toContain('for (')
  expect(found).toContain('return sum')
})

test('nothing is given away where nothing passes', async () => {
  expect(await patchesOf(searched({ passes: () => false, probeMs: 0 }))).toEqual([])
})

test('the first that passes is told at once, and once', async () => {
  const told: string[] = []
  const isSum = ({ edit }: Candidate): boolean => edit.changes.length === 1 && edit.changes[0]!.start === text.indexOf('1\n')
  const found = await patchesOf(searched({ passes: isSum, probeMs: 0, onFirst: (files) => void told.push(files['a.cjs'] ?? '') }))
  expect(found.length).toBeGreaterThan(1)
  expect(told).toHaveLength(1)
  expect(found).toContain(told[0])
})
