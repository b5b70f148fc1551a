import type { GenomeFiles } from '../contract/genome.ts'
import type { Json } from '../contract/json.ts'
import type { OrganismKind } from '../contract/organism.ts'
import type { TaskResult } from '../contract/run.ts'
import type { RowForm } from './row-forms.ts'

/** Test files that the program is run against. They are never edited. */
export interface TestSuite {
  kind: 'tests'
  /** path → text of the test files and of what else they import, beside the program's own. */
  files: GenomeFiles
  /** Those that are run, in order. */
  entries: readonly string[]
}

/** One input of a program. */
export interface SuiteCase {
  task: Json
  state?: Json
  /** Known answer; left out where `judge` knows. */
  expected?: Json
  /** It must be refused, with these words in the message; '' where any words will do. */
  refusal?: string
  /** It is what the program failed on. */
  isFailing?: boolean
}

/** Inputs with known answers, and inputs whose answers are judged here and never where the candidate runs. */
export interface CaseSuite {
  kind: 'cases'
  of: OrganismKind
  entry: string
  cases: readonly SuiteCase[]
  /** @returns null where the outcome is right, else one line */
  judge: (index: number, outcome: TaskResult) => string | null
}

/** What is known of right results beside the suite itself: what has been lost may have been made of it. */
export interface Expectations {
  /** Constants that expected results hold, likeliest first. */
  constants: readonly (number | string | boolean | null)[]
  /** Sets of keys that expected results have. */
  shapes: readonly (readonly string[])[]
  /** Forms that rows of expected texts have. */
  rows: readonly RowForm[]
  /** Words that refusals are to be made in, '' for any, and the check that wants them; null where that is not known. */
  refusals: readonly { check: number | null; message: string }[]
}

export type Suite = TestSuite | CaseSuite
