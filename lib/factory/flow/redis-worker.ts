import { hostname } from 'node:os'
import { Worker, type Job } from 'bullmq'
import type { Redis } from 'ioredis'
import type { TaskEvent } from '../../contract/factory/flow.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Agents } from './engine.ts'
import { besides, connectRedis, patiently, placeName, type RedisPlace } from './redis-connection.ts'
import { queueName, type TaskJob } from './redis-jobs.ts'
import { redisState } from './redis-state.ts'
import { taskWorker, type Patience } from './redis-task.ts'

interface WorkerOptions {
  place: RedisPlace
  agents: Agents
  clock: Clock
  /** So many tasks at a time. */
  atOnce: number
  onEvent?: (event: TaskEvent) => void
  /** A worker that gave no sign for so long is dead, and its tasks are another one's. Above what an agent may block its process. */
  lockMs?: number
}

/**
 * Works on the tasks of all flows at this place, beside others who do.
 * @returns finishes what it has begun and takes nothing more; where Redis is away, it is not waited for
 * @throws FlowUnavailableError where Redis does not answer
 */
export async function redisWorker({ place, agents, clock, atOnce, onEvent = () => undefined, lockMs = 4_000 }: WorkerOptions): Promise<{ close: () => Promise<void> }> {
  const redis = await connectRedis(place)
  const state = redisState(redis, placeName(place))
  const ever = new AbortController()
  const ask: Patience = (work) => patiently(work, ever.signal)
  const workOn = taskWorker({ state, ask, agents, clock, onEvent, me: `${hostname().slice(0, 80)}:${process.pid}` })

  const running = new Set<{ flow: string; halt: AbortController }>()
  const listener = besides(redis)
  listener.on('message', (_channel: string, flow: string) => {
    for (const one of running) if (one.flow === flow) one.halt.abort(new Error('the flow was stopped'))
  })
  await listener.subscribe(state.haltChannel)

  async function work(job: Job<TaskJob>): Promise<void> {
    const { flow, task: id } = job.data
    const one = { flow, halt: new AbortController() }
    running.add(one)
    try {
      const taken = await ask(() => state.take(flow, id))
      if (taken !== null) await workOn(taken, one.halt.signal, { flow, attempt: job.attemptsStarted, failed: job.attemptsMade, deaths: job.stalledCounter })
    } finally {
      running.delete(one)
    }
  }

  const worker = new Worker<TaskJob, void>(queueName(place), work, {
    connection: redis, concurrency: atOnce, lockDuration: lockMs, stalledInterval: Math.ceil(lockMs / 2),
    // How often it may happen is counted here, where it can be said.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    // As soon as Redis is there again; BullMQ's own 15 s are long for a flow of seconds.
    runRetryDelay: 250,
  })
  worker.on('error', () => undefined)
  return {
    async close() {
      const over = new AbortController()
      await Promise.race([worker.close(redis.status !== 'ready'), gone(redis, lockMs / 2, clock, over.signal)])
      over.abort()
      ever.abort()
      void worker.disconnect().catch(() => undefined)
      listener.disconnect()
      redis.disconnect()
    },
  }
}

/** Redis is away for so long that nothing begun can be handed in: it is another worker's by then. */
async function gone(redis: Redis, ms: number, clock: Clock, isNeedless: AbortSignal): Promise<void> {
  for (let times = 0; times < 2 && !isNeedless.aborted; times = redis.status === 'ready' ? 0 : times + 1) await clock.sleep(ms, isNeedless)
}
