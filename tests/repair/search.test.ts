import { expect, test } from 'vitest'
import type { Candidate, Evaluator } from '../../lib/repair/4-evaluate/evaluator.ts'
import { applyChanges } from '../../lib/repair/edit.ts'
import { PatchSearch } from '../../lib/repair/search.ts'
import type { SearchTask } from '../../lib/repair/search-task.ts'
import { statementsOf } from '../../lib/repair/statements.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'

const text = 'function total(list) {\n  let sum = 1\n  for (const one of list) sum += one\n  return sum\n}\nmodule.exports = { total }\n'
const budgetMs = 1_000

/** A scripted evaluator on a clock that only moves when it is told to: the hosts' part is tested with real hosts. */
function searched({ passes, probeMs, onOpen = () => undefined, ...task }: { passes: (candidate: Candidate) => boolean; probeMs: number; onOpen?: () => void } & Partial<SearchTask>) {
  const clock = new FakeClock()
  const evaluator: Evaluator = {
    lanes: 1, batchSize: 48,
    open: onOpen, ready: () => Promise.resolve(), keep: () => Promise.resolve(), close: () => Promise.resolve(), relax: () => false,
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
    random: () => 0.5, budgetMs, stop: new AbortController().signal, ...task,
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

/** What made a sum begin with 1 healed it before. */
const beginsWithNothing = { kind: 'change-constant', before: 'sum = 1\n  for', after: 'sum = 0\n  for' }
const endsWithNothing = { kind: 'change-return', before: 'return sum\n}', after: 'return 0\n}' }

function repeated(recipes: SearchTask['recipes'], given: { files?: SearchTask['files']; recipesOnly?: boolean; stop?: AbortSignal } = {}) {
  const tried: string[] = []
  let opened = 0
  const search = searched({
    recipes, recipesOnly: true, probeMs: 0, onOpen: () => { opened += 1 },
    passes: ({ variant, path, edit }) => { tried.push(applyChanges(variant.files[path] ?? '', edit.changes)); return false }, ...given,
  })
  return { steps: search.run(), tried, opened: () => opened }
}

test('what healed the like and fits in one place alone is given before any host is opened', async () => {
  const { steps, opened } = repeated([beginsWithNothing])
  const { value } = await steps.next()
  expect(value).toMatchObject({ files: { 'a.cjs': text.replace('sum = 1', 'sum = 0') }, recipe: { kind: 'change-constant' }, agreeing: 1, isProven: false })
  expect(opened()).toBe(0)
})

test('who refuses it gets what else there is of its kind, and never the same again', async () => {
  const { steps, tried, opened } = repeated([beginsWithNothing])
  await steps.next()
  const { value, done } = await steps.next()
  expect(done).toBe(true)
  expect(value).toMatchObject({ why: 'every edit was tried', tried: 1 + tried.length })
  expect(opened()).toBe(1)
  expect(tried.length).toBeGreaterThan(0)
  expect(tried).not.toContain(text.replace('sum = 1', 'sum = 0'))
})

test('who is content with it pays for no host', async () => {
  const over = new AbortController()
  const { steps, opened } = repeated([beginsWithNothing], { stop: over.signal })
  await steps.next()
  over.abort()
  expect(await steps.next()).toMatchObject({ done: true, value: { tried: 1, deaths: [] } })
  expect(opened()).toBe(0)
})

test.each([
  ['fits in two places', [beginsWithNothing], { 'a.cjs': text + text.replaceAll('total', 'again') }],
  ['is not the only one that fits', [beginsWithNothing, endsWithNothing], { 'a.cjs': text }],
  ['fits nowhere', [beginsWithNothing], { 'a.cjs': text.replace('sum = 1', 'sum = 2') }],
  ['leaves what does not parse', [{ ...beginsWithNothing, after: 'sum = (0\n  for' }], { 'a.cjs': text }],
  ['reaches for the one who judges', [{ ...beginsWithNothing, after: 'sum = process.exit(0)\n  for' }], { 'a.cjs': text }],
])('a recipe that %s is not given untried', async (_, recipes, files) => {
  const { steps } = repeated(recipes, { files })
  expect((await steps.next()).done).toBe(true)
})

test('nor is one where more than recipes may be tried', async () => {
  const { steps, opened } = repeated([beginsWithNothing], { recipesOnly: false })
  expect((await steps.next()).done).toBe(true)
  expect(opened()).toBe(1)
})
