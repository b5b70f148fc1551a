import { availableParallelism } from 'node:os'
import { seededRandom } from '../../lib/chaos/random.ts'
import { RequestInvalidError } from '../../lib/contract/errors.ts'
import type { Search } from '../../lib/contract/ports/search.ts'
import { processRunner } from '../../lib/factory/runner/process-runner.ts'
import type { RehearsalPorts } from '../../lib/factory/check/rehearse-app.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openWall } from '../../lib/process/command-wall.ts'
import { openSandbox } from '../../lib/process/open-sandbox.ts'
import { quickTier } from '../../lib/process/quick-tier.ts'
import { openSearch } from '../../lib/repair/open-search.ts'
import { checkRefused, checkResult } from '../../lib/watcher/check-result.ts'

export interface Factory extends RehearsalPorts {
  search: Search
}

/** What the factory's commands work with, for as long as the work takes; Ctrl-C stops it. */
export async function withFactory<T>(work: (factory: Factory) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new RequestInvalidError('stopped')))
  const sandbox = openSandbox({ tier: quickTier(), clock })
  try {
    return await work({
      clock, stop: stop.signal, runner: processRunner({ sandbox, clock }), wall: openWall(),
      search: openSearch({ sandbox, clock, judges: { oracle: checkResult, refused: checkRefused }, seeded: seededRandom, lanes: availableParallelism() }),
    })
  } finally {
    await sandbox.close()
  }
}
