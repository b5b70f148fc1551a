import { availableParallelism } from 'node:os'
import { seededRandom } from '../../lib/chaos/random.ts'
import { RequestInvalidError } from '../../lib/contract/errors.ts'
import type { Search } from '../../lib/contract/ports/search.ts'
import { processRunner } from '../../lib/factory/runner/process-runner.ts'
import type { Runner } from '../../lib/factory/runner/runner.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openSandbox } from '../../lib/process/open-sandbox.ts'
import { quickTier } from '../../lib/process/quick-tier.ts'
import { openSearch } from '../../lib/repair/open-search.ts'
import { checkRefused, checkResult } from '../../lib/watcher/check-result.ts'

export interface Factory {
  clock: typeof clock
  runner: Runner
  search: Search
  /** Ctrl-C. */
  stop: AbortSignal
}

/** What the factory's commands work with, for as long as the work takes. */
export async function withFactory<T>(work: (factory: Factory) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new RequestInvalidError('stopped')))
  const sandbox = openSandbox({ tier: quickTier(), clock })
  try {
    return await work({
      clock, stop: stop.signal, runner: processRunner({ sandbox, clock }),
      search: openSearch({ sandbox, clock, judges: { oracle: checkResult, refused: checkRefused }, seeded: seededRandom, lanes: availableParallelism() }),
    })
  } finally {
    await sandbox.close()
  }
}
