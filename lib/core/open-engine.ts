import { join } from 'node:path'
import { stateName } from '../app-folder/paths.ts'
import { loadRedisUrl } from '../config.ts'
import type { Clock } from '../contract/ports/clock.ts'
import { agentsIn, type Workshop } from '../factory/agents/agents.ts'
import type { FlowEngine } from '../factory/flow/engine.ts'
import { localEngine } from '../factory/flow/local-engine.ts'
import { openFlowStore } from '../store/sqlite/flow-store.ts'

/** Agents at a time in one process: they mostly wait for models. */
const atOnce = 8

/** In Redis where there is one, and then this process works beside others; else here alone, and kept in the app's folder. */
export async function openEngine(root: string, clock: Clock, workshop: Workshop): Promise<{ engine: FlowEngine; close: () => Promise<void> }> {
  const agents = agentsIn(workshop)
  const url = loadRedisUrl()
  if (url === undefined) {
    const store = openFlowStore(join(root, stateName, 'flow.db'))
    return { engine: localEngine({ agents, store, clock, atOnce }), close: async () => store.close() }
  }
  // Only where they are used: what speaks to Redis takes longer to load than most commands run.
  const [{ redisEngine }, { redisWorker }] = await Promise.all([import('../factory/flow/redis-engine.ts'), import('../factory/flow/redis-worker.ts')])
  const engine = await redisEngine({ url })
  const worker = await redisWorker({ place: { url }, agents, clock, atOnce })
  return {
    engine,
    async close() {
      await worker.close()
      await engine.close()
    },
  }
}
