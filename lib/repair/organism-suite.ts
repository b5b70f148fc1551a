import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Json } from '../contract/json.ts'
import type { OrganismKind } from '../contract/organism.ts'
import type { Oracle, TrialCase } from '../contract/ports/trial.ts'
import type { TaskResult } from '../contract/run.ts'
import type { Organism } from '../contract/spec.ts'
import { plainWords } from './3-edit/refusals.ts'
import { rowFormsIn, textsIn } from './row-forms.ts'
import type { CaseSuite, Expectations, SuiteCase } from './suite.ts'

export interface SuiteJudges {
  oracle: Oracle
  /** Whether an outcome is a refusal on purpose: null, or what it was instead. */
  refused: (kind: OrganismKind, outcome: TaskResult) => string | null
}

/** Drawn inputs that a candidate has to answer in the search. The gate draws others, and more. */
const drawn: Record<OrganismKind, number> = { task: 24, script: 10, service: 16 }

/**
 * An organism's spec as a suite: the input that it failed on, the known answers, the inputs that must be refused, and
 * inputs drawn with the seed, of which the properties have to hold. Judged here, by the spec; a candidate sees inputs.
 */
export function organismSuite(organism: Organism, failing: TrialCase | null, seed: number, { oracle, refused }: SuiteJudges): CaseSuite {
  const { spec, manifest } = organism
  const initial = spec.initialState as Json | undefined
  const judges: ((outcome: TaskResult) => string | null)[] = []
  const cases: SuiteCase[] = []
  const add = (one: SuiteCase, judge: (outcome: TaskResult) => string | null): void => {
    const state = one.state ?? initial
    cases.push(state === undefined ? one : { ...one, state })
    judges.push(judge)
  }
  const asSpecified = (one: TrialCase) => (outcome: TaskResult): string | null => oracle(organism, { task: one.task, before: one.state ?? initial, outcome })

  if (failing) add({ ...failing, isFailing: true }, asSpecified(failing))
  for (const { name, task, state, expected } of spec.examples) {
    add({ task: task as Json, ...(state === undefined ? {} : { state: state as Json }), expected: expected as Json }, (outcome) =>
      outcome.ok && isDeepStrictEqual(outcome.value, expected) ? null : `“${name}” comes to something else`)
  }
  for (const { name, task, state, message } of spec.throws ?? []) {
    add({ task: task as Json, ...(state === undefined ? {} : { state: state as Json }), refusal: message ? plainWords(message) : '' }, (outcome) => {
      const wrong = refused(manifest.kind, outcome)
      if (wrong !== null) return `“${name}”: ${wrong}`
      return outcome.ok || !message || message.test(outcome.failure.message) ? null : `“${name}” refused with “${outcome.failure.message}”`
    })
  }
  for (const task of fc.sample(spec.task, { seed, numRuns: drawn[manifest.kind] }) as Json[]) add({ task }, asSpecified({ task }))
  return { kind: 'cases', of: manifest.kind, entry: manifest.entry, cases, judge: (index, outcome) => judges[index]?.(outcome) ?? null }
}

/** Numbers, texts and truth values among the known answers, the commonest first: what a lost constant may have been. */
export function constantsIn(values: readonly unknown[], most = 24): (number | string | boolean | null)[] {
  const seen = new Map<number | string | boolean | null, number>()
  const visit = (value: unknown, depth: number): void => {
    if (value === null || typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= 20)) seen.set(value, (seen.get(value) ?? 0) + 1)
    else if (typeof value === 'object' && depth < 4) for (const inner of Object.values(value)) visit(inner, depth + 1)
  }
  for (const value of values) visit(value, 0)
  return [...seen].sort((a, b) => b[1] - a[1]).slice(0, most).map(([value]) => value)
}

/** Sets of keys that objects among the known answers have: what a lost result may have been made of. */
export function shapesIn(values: readonly unknown[], most = 8): string[][] {
  const seen = new Map<string, string[]>()
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 3) return
    const keys = Object.keys(value)
    if (!Array.isArray(value) && keys.length > 0 && keys.length <= 8 && keys.every((key) => /^[A-Za-z_$][\w$]*$/.test(key))) seen.set(keys.join(), keys)
    for (const inner of Object.values(value)) visit(inner, depth + 1)
  }
  for (const value of values) visit(value, 0)
  return [...seen.values()].slice(0, most)
}

/** What an organism's spec and its suite tell of right results. */
export function expectationsOf({ spec }: Organism, { cases }: CaseSuite): Expectations {
  const answers = spec.examples.map(({ expected }) => expected)
  return {
    constants: constantsIn(answers), shapes: shapesIn(answers), rows: rowFormsIn(textsIn(answers)),
    refusals: cases.flatMap(({ refusal }, check) => (refusal === undefined ? [] : [{ check, message: refusal }])),
  }
}
