import { availableParallelism } from 'node:os'
import { seededRandom } from '../../lib/chaos/random.ts'
import { dockerEnvironment, loadConfig } from '../../lib/config.ts'
import { RequestInvalidError } from '../../lib/contract/errors.ts'
import type { Clock } from '../../lib/contract/ports/clock.ts'
import type { Workshop } from '../../lib/factory/agents/agents.ts'
import { within, type Pen } from '../../lib/factory/pen.ts'
import { composeRunner } from '../../lib/factory/runner/compose-runner.ts'
import { findDocker, type Docker } from '../../lib/factory/runner/docker.ts'
import { processRunner } from '../../lib/factory/runner/process-runner.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openWall } from '../../lib/process/command-wall.ts'
import { openSandbox } from '../../lib/process/open-sandbox.ts'
import { quickTier } from '../../lib/process/quick-tier.ts'
import { listen } from '../../lib/mind/listen.ts'
import { openSearch } from '../../lib/repair/open-search.ts'
import { checkRefused, checkResult } from '../../lib/watcher/check-result.ts'
import { openCommandModel, type CommandModel } from './command-model.ts'

export interface Factory {
  workshop: Workshop
  clock: Clock
  stop: AbortSignal
}

/** The docker of whoever typed the command. */
export const usersDocker = (): Docker | null => findDocker({ environment: dockerEnvironment(), clock })

/**
 * What the factory's commands work with, for as long as the work takes; Ctrl-C stops it.
 * @param compose apps run with Docker Compose
 * @param mind the model that is asked for; left out: what the settings say; null: none, so that none has to be there
 * @param json what a model says is one row a piece
 */
export async function withFactory<T>(work: (factory: Factory) => Promise<T>, { compose = false, mind, json = false }: { compose?: boolean; mind?: string | null | undefined; json?: boolean } = {}): Promise<T> {
  const model = mind === null ? null : openCommandModel(mind, json)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new RequestInvalidError('stopped')))
  const sandbox = openSandbox({ tier: quickTier(), clock })
  try {
    return await work({ clock, stop: stop.signal, workshop: {
      clock, wall: openWall(), runner: compose ? composeRunner({ docker: usersDocker(), clock }) : processRunner({ sandbox, clock }),
      pen: model && within(penOf(model), loadConfig().mindCentsPerApp / 100),
      search: openSearch({ sandbox, clock, judges: { oracle: checkResult, refused: checkRefused }, seeded: seededRandom, lanes: availableParallelism() }),
    } })
  } finally {
    await sandbox.close()
  }
}

const penOf = ({ name, model, costOf, onText }: CommandModel): Pen => ({
  name,
  async ask({ messages, schema, maxTokens, seed, timeoutMs, stop }) {
    const end = await listen(model.chat({ messages, maxTokens, seed, stop, timeoutMs, ...(schema && { schema }) }), onText)
    return { ...end, usd: costOf(end.usage) }
  },
})
