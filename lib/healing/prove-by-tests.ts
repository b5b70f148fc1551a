import type { Check } from '../contract/incident.ts'
import type { Clock } from '../contract/ports/clock.ts'
import { doesNotParse } from './does-not-parse.ts'
import type { Plea, Proof } from './gate.ts'
import type { CommandEnd } from '../process/workspace.ts'
import { whyNot } from './heal-file/command-evaluator.ts'
import type { GenomeCandidate } from './rung.ts'
import type { GenomeFiles } from '../contract/genome.ts'

/** What is said where tests pass and the program fails all the same. */
export const uncovered = 'the tests pass while the script crashes: they do not cover the crash, so nothing can be proved by them'

/** The gate for a user's own program, whose only word on what is right is its tests. */
export async function proveByTests(
  { files, recurs }: Pick<Plea, 'files' | 'recurs'>, candidate: { origin: GenomeCandidate['origin']; failing: GenomeFiles } | null,
  { clock, runTests }: { clock: Clock; /** null: there are none. */ runTests: ((files: GenomeFiles) => Promise<CommandEnd>) | null },
): Promise<Proof> {
  const checks: Check[] = []
  const check = async (name: Check['name'], good: string, look: () => string | null | Promise<string | null>): Promise<boolean> => {
    const started = clock.mono()
    const wrong = await look()
    checks.push({ name, ok: wrong === null, detail: (wrong ?? good).slice(0, 500), ms: clock.mono() - started })
    return wrong === null
  }
  async function failsTests(): Promise<string | null> {
    const end = await runTests?.(files)
    if (end?.ok === false) return whyNot(end)
    // Going back to what has run before is held up by nothing; code that is new has to be proved.
    const isNew = candidate !== null && candidate.origin !== 'rollback'
    return isNew && (await runTests?.(candidate.failing))?.ok !== false ? uncovered : null
  }
  const accepted = (recurs === null || await check('recurrence', '', () => recurs)) &&
    await check('parse', 'every file parses', () => doesNotParse(files)) &&
    await check('tests', runTests ? 'all tests pass' : 'there are no tests', failsTests)
  return { accepted, checks, workMs: null, proof: 'plausible' }
}
