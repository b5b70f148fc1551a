import type { Case } from '../../contract/case.ts'
import { defaultBudgetsMs } from '../../contract/healing.ts'
import type { Antibody } from '../../contract/antibody.ts'
import { failureSignature } from '../failure-signature.ts'
import { learn, type LearnPorts } from '../learn.ts'
import type { Rung } from '../rung.ts'
import { searchCandidates, type SearchPorts } from '../search-candidates.ts'
import { whole } from '../../contract/whole.ts'

export interface AntibodyPorts extends SearchPorts, LearnPorts {
  /** What an organism remembers, the latest first. */
  remembered: (organism: string) => readonly Antibody[]
}

/** Recipes of one failure that are tried: what healed it longer ago is left to the search. */
const atMost = 8

/**
 * What healed this very failure before, first of all. Its patches pass the same gate as any others; what does not heal
 * is forgotten, and so is what made a version that fails on probation.
 */
export const antibody = (ports: AntibodyPorts): Rung => {
  const { genomes, remembered, record } = ports
  async function forget(sick: Case, known: readonly Pick<Antibody, 'signature' | 'recipe'>[], why: string): Promise<void> {
    const { organism, incident } = sick
    await record(...known.map(({ signature, recipe }) => ({
      kind: 'antibody-forget' as const, organism: organism.id, incident, data: { signature, recipe, why: why.slice(0, 500) },
    })))
  }
  const against = (sick: Case, signature: string): Antibody[] =>
    remembered(sick.organism.id).filter((known) => known.signature === signature).slice(0, atMost)

  return {
    id: 'antibody',
    budgetMs: defaultBudgetsMs.antibody,
    async *propose(sick, _tried, turn) {
      const mistaken = sick.onProbation ? remembered(sick.organism.id).filter(({ genome }) => genome === sick.genome) : []
      await forget(sick, mistaken, `the version that it made failed: ${sick.verdict.summary}`)
      const files = whole(() => genomes.files(sick.genome))
      if (files === null) return 'its files are damaged on disk'
      const signature = failureSignature(sick.verdict, files)
      const recipes = against(sick, signature).map(({ recipe }) => recipe)
      if (recipes.length === 0) return 'nothing is known that healed this failure'
      const { why } = yield* searchCandidates(sick, files, { rung: 'antibody', recipes, recipesOnly: true }, turn, ports)
      await forget(sick, against(sick, signature), `it heals no more: ${why}`)
      return `what healed this failure before heals it no more: ${why}`
    },
    async judged(sick, candidate, attempt) {
      if (attempt.accepted) return learn(sick, candidate, attempt, ports)
      const files = whole(() => genomes.files(sick.genome))
      if (candidate.kind !== 'genome' || !candidate.recipe || files === null) return
      await forget(sick, [{ signature: failureSignature(sick.verdict, files), recipe: candidate.recipe }], attempt.why)
    },
  }
}
