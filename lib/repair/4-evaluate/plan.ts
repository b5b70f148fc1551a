import type { TaskResult } from '../../contract/run.ts'
import type { Statement } from '../statements.ts'
import type { Predicate } from '../2-localise/predicate-splices.ts'
import type { Suite } from '../suite.ts'
import type { Call, CasePlan, TestPlan } from './orders.ts'

/** How a version fares before anything is changed. */
export interface Baseline {
  /** In the order in which they came. `covered`: ids of the statements that ran for it, and of kinds of values that predicates had. */
  checks: { passes: boolean; covered: number[] }[]
  /** Tests of a test suite, and which of the checks are theirs. */
  tests: { name: string; from: number; to: number }[]
  total: number
  /** What failed first. */
  why: string | null
  /** Of a case suite. */
  outcomes: (TaskResult | null)[]
  /** Of all files that may be edited: `id` as in `covered`, `local` within its file. */
  statements: (Statement & { path: string; local: number })[]
  /** Places whose values were told apart by kind. */
  predicates?: readonly Predicate[]
  calls: (Call & { check: number })[]
  /** How many checks are held out. */
  heldOut: number
  /** Turns of loops and calls that one run of everything takes. */
  turns: number
}

/** Turns from which on a run costs a millisecond and more. */
const longTurns = 30_000
/** Wrong answers of a candidate that has not given a right one yet; of a third of what failed at most. */
const patience = 3

/**
 * In which order candidates are asked: what failed comes first, for most of them change nothing about it.
 * @param isOrdered tests hang on each other: they keep their order
 */
export function planFor(suite: Suite, baseline: Baseline | null, total: number, isOrdered = false): TestPlan | CasePlan {
  if (suite.kind === 'cases') return casePlan(suite, baseline)
  const failing = baseline?.tests.flatMap(({ from, to }, index) => (baseline.checks.slice(from, to).some(({ passes }) => !passes) ? [index] : [])) ?? []
  const files = suite.entries.length
  // The files themselves come first in the list of tests: they are run whatever is chosen.
  const secret = baseline === null ? new Set<number>() : hiddenChecks(baseline.checks)
  const isImpatient = (baseline?.turns ?? 0) > longTurns
  const isPlain = isOrdered || baseline === null || baseline.tests.length <= files || failing.length === 0 || failing.some((index) => index < files)
  const hidden = (tests: readonly { from: number; to: number }[]): string =>
    tests.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => (secret.has(from + index) ? '1' : '0'))).join('')
  const holds = (tests: readonly { from: number; to: number }[]): string =>
    tests.flatMap(({ from, to }) => baseline?.checks.slice(from, to).map(({ passes }) => (passes ? '1' : '0')) ?? []).join('')
  if (isPlain) return { first: null, rest: [], baseline: 0, total, holds: holds(baseline?.tests ?? []), hidden: hidden(baseline?.tests ?? []), isImpatient }
  const first = failing.map((index) => index - files)
  const rest = baseline.tests.flatMap((_, index) => (index >= files && !failing.includes(index) ? [index - files] : []))
  const passing = failing.reduce((sum, index) => sum + countPassing(baseline, index), 0) + Array.from({ length: files }, (_, index) => countPassing(baseline, index)).reduce((sum, one) => sum + one, 0)
  const inOrder = [...Array(files).keys(), ...first.map((index) => index + files), ...rest.map((index) => index + files)].flatMap((index) => baseline.tests[index] ?? [])
  return { first, rest, baseline: passing, total, holds: holds(inOrder), hidden: hidden(inOrder), isImpatient }
}

/**
 * A third of the checks that fail and of those that pass, every third: what passes the others and these too has been
 * shown to hold where nothing was fitted. None where so few are left that they would say little.
 */
export function hiddenChecks(checks: Baseline['checks']): Set<number> {
  const everyThird = (passes: boolean): number[] => [...checks.keys()].filter((index) => checks[index]?.passes === passes).filter((_, place) => place % 3 === 2)
  const hidden = new Set([...everyThird(false), ...everyThird(true)])
  return hidden.size < 2 ? new Set() : hidden
}

function countPassing(baseline: Baseline, test: number): number {
  const { from, to } = baseline.tests[test] ?? { from: 0, to: 0 }
  return baseline.checks.slice(from, to).filter(({ passes }) => passes).length
}

export function casePlan(suite: Extract<Suite, { kind: 'cases' }>, baseline: Baseline | null): CasePlan {
  const fails = (index: number): boolean => baseline?.checks[index]?.passes === false
  const indices = [...suite.cases.keys()]
  // Known answers before those that have to be sent home to be judged.
  const rank = (index: number): number => (fails(index) ? 0 : 2) + (suite.cases[index]?.expected === undefined ? 1 : 0)
  // What runs on and on costs most, and comes last.
  const cost = (index: number): number => (fails(index) ? (baseline?.outcomes[index]?.ms ?? 0) : 0)
  const order = indices.sort((a, b) => rank(a) - rank(b) || cost(a) - cost(b))
  const before = Object.fromEntries(order.filter(fails).map((index) => [index, digest(baseline?.outcomes[index] ?? null)]))
  const known = order.filter((index) => fails(index) || suite.cases[index]?.expected !== undefined).length
  return { order, known, patience: Math.min(patience, Math.max(1, Math.floor(order.filter(fails).length / 3))), before }
}

/** As candidate hosts make it: equal where two outcomes are. */
function digest(outcome: TaskResult | null): string {
  if (outcome === null) return ''
  return outcome.ok ? JSON.stringify([outcome.value, outcome.state], special) : `${outcome.failure.name}: ${outcome.failure.message}`
}

const special = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)) ? `#${Object.is(value, -0) ? '-0' : String(value)}` : value
