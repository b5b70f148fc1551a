import { defaultBudgetsMs } from '../../contract/healing.ts'
import { learn, type LearnPorts } from '../learn.ts'
import type { Rung } from '../rung.ts'
import { searchCandidates, type SearchPorts } from '../search-candidates.ts'
import { whole } from '../../contract/whole.ts'

/** Looks for an edit of the failing version that does what the spec says. It uses no history: no other version, no recipe. */
export const repair = (ports: SearchPorts & LearnPorts): Rung => ({
  id: 'repair',
  budgetMs: defaultBudgetsMs.repair,
  async *propose(sick, _tried, turn) {
    if (sick.verdict.kind === 'port-taken') return 'no edit gives it its port back'
    const files = whole(() => ports.genomes.files(sick.genome))
    if (files === null) return 'its files are damaged on disk'
    return (yield* searchCandidates(sick, files, { rung: 'repair', recipes: [], recipesOnly: false }, turn, ports)).why
  },
  judged: (sick, candidate, attempt) => learn(sick, candidate, attempt, ports),
})
