import { expect, test } from 'vitest'
import type { CasePlan, TestPlan } from '../../../lib/repair/4-evaluate/orders.ts'
import { hiddenChecks, planFor, type Baseline } from '../../../lib/repair/4-evaluate/plan.ts'
import type { CaseSuite, TestSuite } from '../../../lib/repair/suite.ts'

const tests: TestSuite = { kind: 'tests', files: {}, entries: ['a.test.js'] }
const checksOf = (marks: string): Baseline['checks'] => Array.from(marks, (mark) => ({ passes: mark === '+', covered: [] }))
/** Each test's checks as a text; the first is the file itself. */
const baselineOf = (...marks: string[]): Baseline => {
  let from = 0
  const found = marks.map((mark, index) => ({ name: String(index), from, to: (from += mark.length) }))
  return { checks: checksOf(marks.join('')), tests: found, total: from, why: null, outcomes: [], statements: [], calls: [], heldOut: 0, turns: 0 }
}
const plan = (baseline: Baseline | null, total = baseline?.total ?? 0): TestPlan => planFor(tests, baseline, total) as TestPlan

test('nothing known: the files are run as they stand', () => {
  expect(plan(null, 3)).toEqual({ first: null, rest: [], baseline: 0, total: 3, holds: '', hidden: '', isImpatient: false })
})

test('what failed comes first, the rest in its order', () => {
  expect(plan(baselineOf('', '++', '+-', '+', '--'))).toMatchObject({ first: [1, 3], rest: [0, 2], baseline: 1, total: 7, holds: '1000111' })
})

test('checks of the file itself come before all tests, and count among those that passed', () => {
  expect(plan(baselineOf('++', '+', '-+'))).toMatchObject({ first: [1], rest: [0], baseline: 3, holds: '11011' })
})

test('where the file itself fails, or defines no tests, it is run as it stands', () => {
  expect(plan(baselineOf('+-', '+'))).toMatchObject({ first: null, holds: '101' })
  expect(plan(baselineOf('+-+'))).toMatchObject({ first: null, holds: '101' })
})

test('tests that hang on each other keep their order', () => {
  expect(planFor(tests, baselineOf('', '++', '+-'), 4, true)).toMatchObject({ first: null, rest: [], holds: '1110' })
})

test('where nothing failed, all is run as it stands', () => {
  expect(plan(baselineOf('', '++', '+'))).toMatchObject({ first: null, holds: '111' })
})

test('long runs are impatient', () => {
  expect(plan({ ...baselineOf('', '-'), turns: 1_000_000 }).isImpatient).toBe(true)
  expect(plan({ ...baselineOf('', '-'), turns: 100 }).isImpatient).toBe(false)
})

test('every third check that failed and every third that passed are held out, but not one alone', () => {
  expect([...hiddenChecks(checksOf('++-+-+-++-'))].sort((a, b) => a - b)).toEqual([3, 6, 8])
  expect([...hiddenChecks(checksOf('--'))]).toEqual([])
  expect([...hiddenChecks(checksOf('---'))]).toEqual([])
  expect([...hiddenChecks(checksOf('---+++'))]).toEqual([2, 5])
})

test('what is held out is said in the order of the plan', () => {
  const { first, rest, hidden, holds } = plan(baselineOf('', '+++', '---', '+++'))
  expect({ first, rest, holds }).toEqual({ first: [1], rest: [0, 2], holds: '000111111' })
  expect(hidden).toBe('001001001')
})

const cases: CaseSuite = { kind: 'cases', of: 'task', entry: 'a.js', judge: () => null, cases: [{ task: 1 }, { task: 2, expected: 2 }, { task: 3, expected: 3 }, { task: 4 }] }

test('of cases: failed before passed, known before to be judged', () => {
  const outcome = (value: number) => ({ ok: true as const, value, ms: 1 })
  const failure = { ok: false as const, failure: { phase: 'perform', name: 'TypeError', message: 'x', stack: '', code: null, frames: [] } as never, ms: 1 }
  const baseline: Baseline = { ...baselineOf(''), checks: checksOf('-+-+'), outcomes: [failure, outcome(2), outcome(NaN), null] }
  const found = planFor(cases, baseline, 4) as CasePlan
  expect(found).toEqual({ order: [2, 0, 1, 3], known: 3, patience: 1, before: { 0: 'TypeError: x', 2: '["#NaN",null]' } })
})

test('of cases that failed, what took longest comes last, and a third of them may go wrong', () => {
  const many = { ...cases, cases: Array.from({ length: 10 }, (_, task) => ({ task })) }
  const outcomes = many.cases.map((_, index) => ({ ok: true as const, value: 0, ms: 100 - index }))
  const found = planFor(many, { ...baselineOf(''), checks: checksOf('----------'), outcomes }, 10) as CasePlan
  expect(found.order).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
  expect(found.patience).toBe(3)
})

test('of cases of which nothing is known: those with an answer first', () => {
  expect(planFor(cases, null, 4)).toEqual({ order: [1, 2, 0, 3], known: 2, patience: 1, before: {} })
})
