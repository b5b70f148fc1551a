import type { Rung } from '../rung.ts'

/** The end of the ladder: stop, keep everything as it is for a person to look at, and harm nothing more. */
export const quarantine: Rung = {
  id: 'quarantine',
  budgetMs: 5_000,
  *propose() {
    yield { kind: 'give-up', tried: 'stopped and set apart' }
    return 'nothing is left to try'
  },
}
