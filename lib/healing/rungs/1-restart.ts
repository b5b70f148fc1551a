import { defaultBudgetsMs } from '../../contract/healing.ts'
import { isBad } from '../../contract/is-bad.ts'
import type { Rung } from '../rung.ts'

/** Verdicts that the same code will come to again, however often it is started. */
const hopeless = new Set(['syntax-error', 'missing-module'])

/**
 * Start it again: the cheapest cure, and the right one for what came from outside. Spends from the restart budget.
 * An input that the contract does not allow is set aside after it has failed once more.
 */
export const restart = (ports: { spend: (organism: string) => Promise<{ ok: boolean; why: string }> }): Rung => ({
  id: 'restart',
  budgetMs: defaultBudgetsMs.restart,
  async *propose(sick) {
    if (hopeless.has(sick.verdict.kind)) return `a restart cannot mend a ${sick.verdict.kind}`
    const budget = await ports.spend(sick.organism.id)
    if (!budget.ok) return budget.why
    yield { kind: 'restart', tried: sick.failing ? 'started again with the same input' : 'started again', again: 'same-input' }
    if (sick.poisoned && isBad(sick.verdict)) {
      yield { kind: 'restart', tried: 'set the broken input aside and went on with the next', again: 'fresh-input' }
    }
    return 'it fails again'
  },
})
