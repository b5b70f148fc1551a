import type { Random } from '../contract/fault.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Sandbox } from '../contract/ports/sandbox.ts'
import type { Search, SearchEnd } from '../contract/ports/search.ts'
import { HostEvaluator } from './4-evaluate/host-evaluator.ts'
import { expectationsOf, organismSuite, type SuiteJudges } from './organism-suite.ts'
import { PatchSearch } from './search.ts'

/** Source files that an edit may be made in. */
const editable = /\.[cm]?[jt]s$/

/** The embedded healer for organisms: no model, no history, nothing but the files and the spec. */
export function openSearch({ sandbox, clock, judges, seeded, lanes }: {
  sandbox: Sandbox
  clock: Clock
  judges: SuiteJudges
  /** Uniform in [0, 1), the same for the same seed. */
  seeded: (seed: number) => Random
  /** Candidate hosts at a time: as many as there are cores for them. */
  lanes: number
}): Search {
  return ({ organism, files, failing, seed, ...order }) => {
    // The entry first: what fails elsewhere is suspected by what ran.
    const suspects = Object.keys(files).filter((path) => editable.test(path)).sort((a, b) => Number(b === organism.manifest.entry) - Number(a === organism.manifest.entry))
    if (suspects.length === 0) return nothingToEdit(organism.manifest.entry)
    const suite = organismSuite(organism, failing, seed, judges)
    // Recipes are few: a second host would boot for nothing, beside the proof of what the first has found.
    const hosts = order.recipesOnly ? 1 : lanes
    return new PatchSearch({ files, suspects, expected: expectationsOf(organism, suite), random: seeded(seed), ...order }, { clock, evaluator: new HostEvaluator({ sandbox, suite, lanes: hosts }) }).run()
  }
}

/** Said at once: no time is spent on what cannot be read. */
async function* nothingToEdit(entry: string): AsyncGenerator<never, SearchEnd, void> {
  return { why: `${entry} is not JavaScript, which is all that the embedded healer reads`, tried: 0, perSecond: 0, ms: 0, deaths: [] }
}
