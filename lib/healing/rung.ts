import type { Case } from '../contract/case.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { RungId } from '../contract/healing.ts'
import type { Attempt } from '../contract/incident.ts'
import type { Recipe } from '../contract/search.ts'

/** What a rung proposes. The ladder tries it; only a genome passes through the gate, for only it changes the code. */
export type Candidate =
  | { kind: 'restart'; tried: string; again: 'same-input' | 'fresh-input' }
  | GenomeCandidate
  /** A language model was asked, and nothing came of it that could be tried. */
  | { kind: 'unusable'; tried: string; why: string; call?: string }
  | { kind: 'give-up'; tried: string }

export interface GenomeCandidate {
  kind: 'genome'
  tried: string
  files: GenomeFiles
  origin: 'antibody' | 'repair' | 'resident' | 'teacher' | 'graft' | 'rollback'
  /** The version that it takes up besides the failing one; null where there is none. */
  from: string | null
  reason: string
  /** The edit that made it, where one did. */
  recipe?: Recipe
  /** The call of a language model that wrote it. */
  call?: string
}

/** What a rung has for one incident. */
export interface Turn {
  /** Wall clock for the whole rung, ms. */
  budgetMs: number
  /** The core ends: whatever takes time has to stop. */
  stop: AbortSignal
}

/**
 * One strategy of the ladder. Candidates come one by one, likeliest first, and the search may be stopped between any
 * two of them.
 */
export interface Rung {
  id: RungId
  /** Wall clock for the whole rung, ms. */
  budgetMs: number
  /** Yields what is worth trying; returns in one line why there is nothing (more). */
  propose: (sick: Case, tried: readonly Attempt[], turn: Turn) => AsyncGenerator<Candidate, string, void> | Generator<Candidate, string, void>
  /** Told what came of each of its candidates: what there is to learn from it. */
  judged?: (sick: Case, candidate: Candidate, attempt: Attempt) => Promise<void>
}
