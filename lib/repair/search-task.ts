import type { Random } from '../contract/fault.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Recipe, SearchProgress } from '../contract/search.ts'
import type { Frame } from '../contract/verdict.ts'
import type { Expectations } from './suite.ts'

/** What is to be repaired, and with how much effort. */
export interface SearchTask {
  /** The program, without its tests. */
  files: GenomeFiles
  /** The texts of its tests, where they are files: what they take from the program it has to have. */
  tests?: GenomeFiles
  /** The files that may be edited. */
  suspects: readonly string[]
  /** Where it failed, innermost first. */
  frames: readonly Frame[]
  /** Kinds of edits that have healed the like before: tried first, or alone. */
  recipes: readonly Recipe[]
  recipesOnly: boolean
  expected: Expectations
  random: Random
  budgetMs: number
  stop: AbortSignal
  onProgress?: (progress: SearchProgress) => void
  /** Told of the first that passes, while others are still looked for: it may be the one. */
  onFirst?: (files: GenomeFiles) => void
}
