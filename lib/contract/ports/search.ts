import type { GenomeFiles } from '../genome.ts'
import type { Death, Recipe, SearchProgress } from '../search.ts'
import type { Organism } from '../spec.ts'
import type { Frame } from '../verdict.ts'
import type { TrialCase } from './trial.ts'

/**
 * Looks for a patch of broken files, with nothing but the files and the spec. Yields the best patch first; who asks on
 * gets the next best, or the search goes on. When `stop` aborts it ends within moments and returns what it came to;
 * patches that it yields after that are not wanted. It tries to keep to `budgetMs`, and must be ended where it cannot.
 */
export type Search = (order: SearchOrder) => AsyncGenerator<Patch, SearchEnd, void>

export interface SearchOrder {
  organism: Organism
  files: GenomeFiles
  /** The input that the files failed on; null where there is none, or where it lies outside the contract. */
  failing: TrialCase | null
  /** Where it failed, innermost first; may be empty. */
  frames: readonly Frame[]
  /** For every random choice. The gate draws other inputs from another one. */
  seed: number
  /** Edits that healed the like before: tried first. */
  recipes: readonly Recipe[]
  /** Nothing but the recipes is tried. */
  recipesOnly: boolean
  /** Wall clock, ms. */
  budgetMs: number
  stop: AbortSignal
  /** At most four times a second, and never between a patch and the question for the next one. */
  onProgress: (progress: SearchProgress) => void
}

export interface Patch {
  files: GenomeFiles
  /** One line: what it changes, and where. */
  summary: string
  recipe: Recipe
}

export interface SearchEnd {
  why: string
  tried: number
  perSecond: number
  ms: number
  /** All, up to 10,000. */
  deaths: Death[]
}
