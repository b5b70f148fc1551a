// A worker as a process of its own, whose agent takes its time as one that asks a model does: `redis-worker.ts URL NAME`.
import type { Agents } from '../../lib/factory/flow/engine.ts'
import { redisWorker } from '../../lib/factory/flow/redis-worker.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'

const thinkMs = 50
/** Tasks at a time: two workers can do no more than twice as many as one. */
const atOnce = 2

const agents: Agents = {
  async developer(given) {
    await clock.sleep(thinkMs)
    return given
  },
}

const [url = '', name = ''] = process.argv.slice(2)
await redisWorker({ place: { url, name }, agents, clock, atOnce, lockMs: 1_000 })
process.stdout.write('ready\n')
