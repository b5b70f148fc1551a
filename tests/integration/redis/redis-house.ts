import { describe } from 'vitest'
import { redisEngine } from '../../../lib/factory/flow/redis-engine.ts'
import { redisWorker } from '../../../lib/factory/flow/redis-worker.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'
import type { FlowHouse } from '../../conformance/flow-engine.ts'
import { hasRedis, type RedisServer } from '../../fixtures/redis-server.ts'

let count = 0
/** Apart from all others on the server. */
export const redisName = (): string => `house${++count}`

/** Every process has an engine and a worker. */
export function redisHouse(server: RedisServer, name = redisName()): FlowHouse {
  const place = { url: server.url, name }
  const opened: { close: () => Promise<void> }[] = []
  return {
    open: async (agents) => {
      const engine = await redisEngine(place)
      opened.push(engine)
      opened.push(await redisWorker({ place, agents, clock, atOnce: 4 }))
      return engine
    },
    cleanup: async () => {
      for (const thing of opened.toReversed()) await thing.close()
    },
  }
}

if (!hasRedis) console.warn('\n  THE TESTS OF FLOWS IN REDIS ARE SKIPPED: no Redis is installed here (apt-get install redis-server).\n')

/** Skipped loudly where there is no server; in CI there has to be one. */
export const describeRedis: typeof describe.skip = hasRedis || process.env['CI'] !== undefined ? describe : describe.skip
