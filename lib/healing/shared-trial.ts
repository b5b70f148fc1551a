import type { Clock } from '../contract/ports/clock.ts'
import type { TrialCase, TrialEnd } from '../contract/ports/trial.ts'

/** What came of one stage's cases. */
interface StageEnd extends TrialEnd {
  /** Time of its own cases; of the first in a process, with the start of it. */
  ms: number
  /** Nothing ran in its process before: what it came to is its own doing. */
  isFirst: boolean
}

/**
 * Runs the cases of several stages in one process where they may share it, for starting one costs more than most cases
 * do. Whoever does not believe what a stage came to beside others asks for it `anew`: then it is the first in a process.
 */
export function shareTrials(stages: readonly (readonly TrialCase[])[], mayShare: boolean, run: (cases: TrialCase[]) => Promise<TrialEnd>, clock: Clock) {
  let last: { from: number; end: TrialEnd; wallMs: number } | null = null
  return async (stage: number, how?: 'anew'): Promise<StageEnd> => {
    if (last === null || how === 'anew' || !mayShare) {
      const started = clock.mono()
      const end = await run(stages.slice(stage, mayShare ? undefined : stage + 1).flat())
      last = { from: stage, end, wallMs: clock.mono() - started }
    }
    const { from, end, wallMs } = last
    const isFirst = stage === from
    const at = stages.slice(from, stage).flat().length
    const results = end.results.slice(at, at + (stages[stage]?.length ?? 0))
    const others = end.results.filter((_, index) => index < at || index >= at + results.length)
    return { results, record: end.record, isFirst, ms: isFirst ? Math.max(0, wallMs - total(others)) : total(results) }
  }
}

const total = (results: TrialEnd['results']): number => results.reduce((sum, result) => sum + (result?.ms ?? 0), 0)
