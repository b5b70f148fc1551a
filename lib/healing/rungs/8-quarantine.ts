import { defaultBudgetsMs } from '../../contract/healing.ts'
import type { Rung } from '../rung.ts'

/** The end of the ladder: stop, keep everything as it is for a person to look at, and harm nothing more. */
export const quarantine = (tried = 'stopped and set apart'): Rung => ({
  id: 'quarantine',
  budgetMs: defaultBudgetsMs.quarantine,
  *propose() {
    yield { kind: 'give-up', tried }
    return 'nothing is left to try'
  },
})
