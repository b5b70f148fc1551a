import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TaskResult } from '../../lib/contract/run.ts'
import type { AnySpec, Organism } from '../../lib/contract/spec.ts'
import { constantsIn, organismSuite, shapesIn, type SuiteJudges } from '../../lib/repair/organism-suite.ts'

const spec: AnySpec = {
  task: fc.integer({ min: 0, max: 1000 }),
  examples: [{ name: 'two', task: 1, expected: 2 }, { name: 'with its own state', task: 2, expected: { a: -0 }, state: 9 }],
  throws: [{ name: 'below', task: -1, message: /negative/ }, { name: 'any', task: -2 }],
  properties: [],
  limits: { timeoutMs: 1, heapMb: 1, rssMb: 1, cpuSeconds: 1, outputBytes: 1 },
  fitness: () => 0,
}
const organism = (change: Partial<AnySpec> = {}): Organism => ({ id: 'ant', manifest: { kind: 'task', entry: 'organism.js' } as Organism['manifest'], spec: { ...spec, ...change }, files: {} })
const asked: unknown[] = []
const judges: SuiteJudges = {
  oracle: (_, seen) => { asked.push(seen); return seen.outcome.ok && seen.outcome.value === 'right' ? null : 'by the oracle' },
  refused: (_, outcome) => (outcome.ok ? 'it came to something' : null),
}
const good = (value: unknown): TaskResult => ({ ok: true, value: value as never, ms: 1 })
const thrown = (message: string): TaskResult => ({ ok: false, failure: { phase: 'perform', name: 'RangeError', message, stack: '', code: null, frames: [] } as never, ms: 1 })

test('what failed comes first, then known answers, then what must be refused, then drawn inputs', () => {
  const { cases, kind, of, entry } = organismSuite(organism(), { task: 77 }, 5, judges)
  expect({ kind, of, entry }).toEqual({ kind: 'cases', of: 'task', entry: 'organism.js' })
  expect(cases.slice(0, 5)).toEqual([{ task: 77, isFailing: true }, { task: 1, expected: 2 }, { task: 2, expected: { a: -0 }, state: 9 }, { task: -1, refusal: 'negative' }, { task: -2, refusal: '' }])
  expect(cases.slice(5)).toHaveLength(24)
  expect(cases.slice(5).every((one) => !('expected' in one))).toBe(true)
})

test('the same seed draws the same inputs, another seed others', () => {
  const drawn = (seed: number): unknown[] => organismSuite(organism(), null, seed, judges).cases.map(({ task }) => task)
  expect(drawn(5)).toEqual(drawn(5))
  expect(drawn(5)).not.toEqual(drawn(6))
})

test('known answers are compared to the last sign', () => {
  const { judge } = organismSuite(organism(), null, 1, judges)
  expect(judge(0, good(2))).toBeNull()
  expect(judge(0, good(3))).toContain('two')
  expect(judge(1, good({ a: -0 }))).toBeNull()
  expect(judge(1, good({ a: 0 }))).toContain('with its own state')
  expect(judge(0, thrown('no'))).toContain('two')
})

test('a refusal has to be one, with its message', () => {
  const { judge } = organismSuite(organism(), null, 1, judges)
  expect(judge(2, thrown('a negative number'))).toBeNull()
  expect(judge(2, thrown('x is not a function'))).toContain('x is not a function')
  expect(judge(2, good(0))).toContain('it came to something')
  expect(judge(3, thrown('anything'))).toBeNull()
})

test('what failed and what was drawn is the oracle’s to judge, with the state before', () => {
  asked.length = 0
  const { judge, cases } = organismSuite(organism({ initialState: 4, examples: [], throws: [] }), { task: 7, state: 8 }, 1, judges)
  expect(cases[0]).toEqual({ task: 7, state: 8, isFailing: true })
  expect(cases.slice(1).every(({ state }) => state === 4)).toBe(true)
  expect(judge(0, good('right'))).toBeNull()
  expect(judge(1, good('wrong'))).toBe('by the oracle')
  expect(asked).toEqual([{ task: 7, before: 8, outcome: good('right') }, { task: cases[1]?.task, before: 4, outcome: good('wrong') }])
})

test('constants are those of the known answers, the commonest first', () => {
  expect(constantsIn([1, [2, { a: 2, b: 'x' }], null, true, 'x'.repeat(21)])).toEqual([2, 1, 'x', null, true])
  expect(constantsIn([[[[[[1]]]]], undefined, () => 1])).toEqual([])
  expect(constantsIn([...Array(50).keys()])).toHaveLength(24)
  expect(constantsIn([1, 2, 3], 2)).toEqual([1, 2])
})

test('shapes are the sets of keys of the known answers, inner ones too', () => {
  expect(shapesIn([{ total: 1, rest: [{ name: 'x' }] }, [{ total: 2, rest: [] }], { rest: 1, total: 2 }])).toEqual([['total', 'rest'], ['name'], ['rest', 'total']])
  expect(shapesIn([1, 'x', null, [], {}, [[1]]])).toEqual([])
})

test('tables are no shapes, nor what is large or deep', () => {
  expect(shapesIn([{ 'two words': 1 }, { a: 1, 7: 2 }])).toEqual([])
  expect(shapesIn([Object.fromEntries([...'abcdefghi'].map((key) => [key, 1]))])).toEqual([])
  expect(shapesIn([[[[[{ a: 1 }]]]]])).toEqual([])
  expect(shapesIn([...'abcdefghij'].map((key) => ({ [key]: 1 })))).toHaveLength(8)
  expect(shapesIn([{ a: 1 }, { b: 1 }, { a: 2 }, { c: 1 }], 2)).toEqual([['a'], ['b']])
})
