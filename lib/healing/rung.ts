import type { Case } from '../contract/case.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Attempt, RungId } from '../contract/incident.ts'

/** What a rung proposes. The ladder tries it; only a genome passes through the gate, for only it changes the code. */
export type Candidate =
  | { kind: 'restart'; tried: string; again: 'same-input' | 'fresh-input' }
  | { kind: 'genome'; tried: string; files: GenomeFiles; from: string | null; reason: string }
  | { kind: 'give-up'; tried: string }

/**
 * One strategy of the ladder. Candidates come one by one, likeliest first, and the search may be stopped between any
 * two of them.
 */
export interface Rung {
  id: RungId
  /** Wall clock for the whole rung, ms. */
  budgetMs: number
  /** Yields what is worth trying; returns in one line why there is nothing (more). */
  propose: (sick: Case, tried: readonly Attempt[]) => AsyncGenerator<Candidate, string, void> | Generator<Candidate, string, void>
}
