import { Queue } from 'bullmq'
import type { TaskEvent } from '../../contract/factory/flow.ts'
import { checkFlow } from './check-flow.ts'
import type { FlowEngine } from './engine.ts'
import { unpackError } from './far-error.ts'
import { besides, connectRedis, patiently, placeName, type RedisPlace } from './redis-connection.ts'
import { jobId, jobOptions, queueName, type TaskJob } from './redis-jobs.ts'
import { redisState } from './redis-state.ts'

/** Whoever waits so long without news looks for itself what is done, and asks again for what is not. */
const lookMs = 1_000
/** A stop does not wait longer for a Redis that is away. */
const haltMs = 1_000

/**
 * Has the tasks of flows done by whoever works on them, here or on other machines, by way of Redis: each as soon as
 * those that it needs are done. All state is in Redis, so any process goes on with a flow by its id.
 * @throws FlowUnavailableError where Redis does not answer
 */
export async function redisEngine(place: RedisPlace): Promise<FlowEngine & { close: () => Promise<void> }> {
  const redis = await connectRedis(place)
  const state = redisState(redis, placeName(place))
  const queue = new Queue<TaskJob>(queueName(place), { connection: redis, streams: { events: { maxLen: 1_000 } } })
  queue.on('error', () => undefined)
  const ever = new AbortController()

  return {
    async run(flow, onEvent, stop) {
      checkFlow(flow)
      stop.throwIfAborted()
      const reader = besides(redis)
      const ask = <T>(work: () => Promise<T>): Promise<T> => patiently(work, stop)
      const told = new Set<string>()
      let isOver = false
      try {
        let { done, last } = await ask(() => state.begin(flow))
        const asked = new Set<string>()
        while (!flow.tasks.every(({ id }) => done.includes(id))) {
          const ready = flow.tasks.filter(({ id, needs }) => !done.includes(id) && !asked.has(id) && needs.every((need) => done.includes(need)))
          // A job that is there already is not added twice.
          await ask(() => Promise.all(ready.map(({ id }) => queue.add(id, { flow: flow.id, task: id }, { ...jobOptions, jobId: jobId(flow.id, id) }))))
          for (const { id } of ready) asked.add(id)

          const heard = await ask(() => state.news(reader, flow.id, last, lookMs))
          last = heard.last
          for (const { event, broken } of heard.news) {
            if (isNew(told, event)) onEvent(event)
            if (event.kind === 'task-complete') done = [...done, event.task]
            if (broken !== null) throw unpackError(broken)
          }
          if (heard.news.length > 0) continue
          // Jobs are gone that ended without a word: with their flow while it was stopped, or with Redis itself.
          asked.clear()
          const there = (await ask(() => state.look(flow.id))) ?? (await ask(() => state.begin(flow))).done
          done = done.filter((id) => there.includes(id))
        }
        const outputs = await ask(() => state.outputs(flow.id))
        isOver = true
        return Object.fromEntries(flow.tasks.map(({ id }) => [id, outputs[id] ?? null]))
      } finally {
        if (!isOver) await patiently(() => state.halt(flow.id), AbortSignal.any([ever.signal, AbortSignal.timeout(haltMs)])).catch(() => undefined)
        reader.disconnect()
      }
    },
    forget: async (flow) => void (await patiently(() => state.forget(flow), ever.signal)),
    async close() {
      ever.abort()
      await queue.close().catch(() => undefined)
      redis.disconnect()
    },
  }
}

/** What is sent again after a connection broke may be there twice. */
function isNew(told: Set<string>, { kind, task, attempt, worker }: TaskEvent): boolean {
  const id = [kind, task, attempt, worker].join(' ')
  if (told.has(id)) return false
  told.add(id)
  return true
}
