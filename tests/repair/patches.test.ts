import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import type { Candidate, Evaluator } from '../../lib/repair/4-evaluate/evaluator.ts'
import { filesOf, Patches } from '../../lib/repair/patches.ts'
import { openVariant } from '../../lib/repair/variant.ts'
import { seededRandom } from '../../lib/chaos/random.ts'

const path = 'a.cjs'
// Refuses too much: a list of two is enough.
const text = `function add(list) {
  if (list.length - 1 < 2) throw new RangeError('too few')
  return list[0] + list[1]
}
module.exports = { add }
`
const variant = openVariant(0, { [path]: text }, [path], [])
const edited = (kind: string, before: string, after: string): Candidate => {
  const at = text.indexOf(before)
  return { variant, path, edit: { kind, changes: [{ start: at, end: at + before.length, text: after }], at, cost: 1 } }
}

/** Runs what it is asked about, as hosts do: those are tested with real ones. */
const evaluator = {
  probe: (_: unknown, candidates: readonly Candidate[], calls: readonly { args: string }[]) => Promise.resolve(candidates.map((candidate) => {
    const module = { exports: {} as { add: (list: number[]) => number } }
    runInNewContext(filesOf(candidate)[path]!, { module })
    return calls.map(({ args }) => {
      try {
        return JSON.stringify(module.exports.add(...JSON.parse(args) as [number[]]))
      } catch (error) {
        return `throws ${(error as Error).name}`
      }
    })
  })),
} as unknown as Evaluator

async function inOrder(by: Evaluator, ...candidates: Candidate[]): Promise<string[]> {
  const patches = new Patches({ [path]: text }, { evaluator: by, random: seededRandom(1) })
  for (const [order, candidate] of candidates.entries()) patches.add(candidate, { order, suspicion: 1 })
  const checks = [{ passes: false, covered: [] }, { passes: true, covered: [] }, { passes: true, covered: [] }]
  const calls = ['[[3,4]]', '[[1,2,3]]', '[[5]]'].map((args, check) => ({ path, name: 'add', args, check }))
  const baseline = { checks, tests: [], total: 3, why: null, outcomes: [], statements: [], calls, heldOut: 0, turns: 0 }
  const found: string[] = []
  for await (const { recipe } of patches.give({ variant, baseline })) found.push(recipe.kind)
  return found
}

test('what only takes a condition away comes after what mends it', async () => {
  const idle = edited('never', 'length - 1 < 2', 'length - 1 < -9')
  const mended = edited('mended', 'length - 1 < 2', 'length < 2')
  expect(await inOrder(evaluator, idle, mended)).toEqual(['mended', 'never'])
  expect(await inOrder(evaluator, mended, idle)).toEqual(['mended', 'never'])
})

test('of a condition that many patches edit it is asked once what is without it', async () => {
  let asked = 0
  const counting = { probe: (variant: never, candidates: readonly Candidate[], calls: never) => { asked += candidates.length; return evaluator.probe(variant, candidates, calls) } } as unknown as Evaluator
  await inOrder(counting, ...['0', '-1', '-2', '-3'].map((limit) => edited(`below ${limit}`, '< 2', `< ${limit}`)))
  expect(asked, 'four patches, its two ways, and the program as it was').toBe(4 + 2 + 1)
})

test('where nothing else passes it is given all the same', async () => {
  expect(await inOrder(evaluator, edited('never', 'length - 1 < 2', 'length - 1 < -9'))).toEqual(['never'])
})

test('what is there already is not taken twice, however it is spaced', () => {
  const patches = new Patches({ [path]: text }, { evaluator, random: seededRandom(1) })
  expect(patches.add(edited('a', 'list.length - 1', 'list.length'), { order: 1, suspicion: 1 })).toBe(true)
  expect(patches.add(edited('b', 'list.length - 1', 'list.length  '), { order: 2, suspicion: 1 })).toBe(false)
  expect(patches.size).toBe(1)
})

test('who throws where a test that failed wants that is not charged with throwing near by', async () => {
  // The failing test gives [3, 4] and wants it refused, as a patch that passes shows.
  const wants = 'function add(list) {\n  return list[0] + list[1]\n}\nmodule.exports = { add }\n'
  const own = openVariant(0, { [path]: wants }, [path], [])
  const first = (kind: string, statement: string, cost: number): Candidate => ({ variant: own, path, edit: { kind, changes: [{ start: wants.indexOf('return'), end: wants.indexOf('return'), text: `${statement}\n  ` }], at: wants.indexOf('return'), cost } })
  const told = async (checked: boolean): Promise<string | undefined> => {
    const patches = new Patches({ [path]: wants }, { evaluator, random: seededRandom(1) })
    for (const [order, candidate] of [first('narrow', 'if (list[0] === 3 && list[1] === 4) throw new RangeError()', 1.5), first('broad', 'if (list.length === 2) throw new RangeError()', 1)].entries()) patches.add(candidate, { order, suspicion: 1 })
    const checks = [{ passes: !checked, covered: [] }, { passes: true, covered: [] }]
    const calls = ['[[3,4]]', '[[1,2,3]]'].map((args, check) => ({ path, name: 'add', args, check }))
    const given = patches.give({ variant: own, baseline: { checks, tests: [], total: 2, why: null, outcomes: [], statements: [], calls, heldOut: 0, turns: 0 } })
    const { value } = await given.next()
    return value?.recipe.kind
  }
  expect(await told(true)).toBe('broad')
  expect(await told(false)).toBe('narrow')
})

test('whoever comes to the same by a likelier way makes it likelier', async () => {
  const far = { ...edited('far', 'length - 1 < 2', 'length < 2') }
  const dear: Candidate = { ...far, edit: { ...far.edit, cost: 6 } }
  const other = edited('other', 'length - 1 < 2', 'length < 1')
  const between: Candidate = { ...other, edit: { ...other.edit, cost: 3 } }
  expect((await inOrder(evaluator, dear, between))[0]).toBe('other')
  expect((await inOrder(evaluator, dear, between, far))[0]).toBe('far')
})
