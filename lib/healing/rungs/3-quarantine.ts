import type { Rung } from '../rung.ts'

/** The end of the ladder: stop, keep everything as it is for a person to look at, and harm nothing more. */
export const quarantine: Rung = {
  id: 'quarantine',
  budgetMs: 5_000,
  // eslint-disable-next-line @typescript-eslint/require-await -- a rung is an async generator, also where it has nothing to wait for
  async *propose() {
    yield { kind: 'give-up', tried: 'stopped and set apart' }
    return 'nothing is left to try'
  },
}
