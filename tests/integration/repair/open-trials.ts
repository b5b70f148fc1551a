import { afterAll } from 'vitest'
import type { Tried } from '../../../lib/repair/4-evaluate/evaluator.ts'
import { HostEvaluator } from '../../../lib/repair/4-evaluate/host-evaluator.ts'
import type { Baseline } from '../../../lib/repair/4-evaluate/plan.ts'
import type { Edit } from '../../../lib/repair/edit.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { openVariant, type Variant } from '../../../lib/repair/variant.ts'

export interface Trials {
  variant: Variant
  baseline: Baseline
  evaluator: HostEvaluator
  /** How the program fares with one text in place of another, each alone. */
  put: (...changes: (readonly [before: string, after: string])[]) => Promise<Tried[]>
  tryEdits: (edits: readonly Edit[], path?: string) => Promise<Tried[]>
  close: () => Promise<void>
}

/** Candidate hosts in a sandbox of their own, for one test file. @param suspect the file of the program that is edited: its first */
export function openTrials(tier: 1 | 2): (files: Record<string, string>, tests: Record<string, string>) => Promise<Trials> {
  const sandbox = openSandbox({ tier })
  afterAll(() => sandbox.close())
  return async (files, tests) => {
    const [path = ''] = Object.keys(files)
    const [entry = ''] = Object.keys(tests)
    const evaluator = new HostEvaluator({ sandbox, lanes: 1, suite: { kind: 'tests', files: tests, entries: [entry] } })
    const suspects = Object.keys(files)
    evaluator.open(files, suspects)
    const variant = openVariant(0, files, suspects, [])
    const baseline = await evaluator.measure(variant)
    const tryEdits: Trials['tryEdits'] = (edits, of = path) => evaluator.try(0, edits.map((edit) => ({ variant, path: of, edit })), baseline)
    const put: Trials['put'] = (...changes) => tryEdits(changes.map(([before, after]) => {
      const start = files[path]?.indexOf(before) ?? -1
      if (start === -1) throw new Error(`there is no ${before}`)
      return { kind: 'test', at: start, cost: 1, changes: [{ start, end: start + before.length, text: after }] }
    }))
    return { variant, baseline, evaluator, put, tryEdits, close: () => evaluator.close() }
  }
}
