import pLimit from 'p-limit'
import type { FlowTask, TaskEvent } from '../../contract/factory/flow.ts'
import type { Json } from '../../contract/json.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Agents, FlowEngine, FlowStore } from './engine.ts'

/** What fails for another reason than the request is tried again. */
const attempts = 2

/** Runs flows in this process: each task as soon as those that it needs are done, so many at a time. */
export const localEngine = ({ agents, store, clock, atOnce }: { agents: Agents; store: FlowStore; clock: Clock; atOnce: number }): FlowEngine => ({
  async run({ id: flow, tasks }, onEvent, stop) {
    const done = await store.done(flow)
    const lane = pLimit(atOnce)
    const broken = new AbortController()
    const halt = AbortSignal.any([stop, broken.signal])
    const outputs = new Map<string, Promise<Json>>()

    async function once(task: FlowTask, before: Record<string, Json>, attempt: number): Promise<Json> {
      halt.throwIfAborted()
      const began = clock.mono()
      const tell = (kind: TaskEvent['kind'], ms: number | null, why: string | null): void =>
        onEvent({ kind, flow, task: task.id, agent: task.agent, title: task.title, attempt, worker: `${process.pid}`, ms, why })
      tell('task-start', null, null)
      try {
        const agent = agents[task.agent]
        if (agent === undefined) throw new RangeError(`there is no ${task.agent}`)
        const output = await agent(task.input, before, halt)
        await store.complete(flow, task.id, output)
        tell('task-complete', clock.mono() - began, null)
        return output
      } catch (error) {
        tell('task-fail', clock.mono() - began, error instanceof Error ? error.message : String(error))
        const { isRetryable = false } = Object(error) as { isRetryable?: boolean }
        if (isRetryable && attempt < attempts && !halt.aborted) return once(task, before, attempt + 1)
        broken.abort(error)
        throw error
      }
    }

    function outputOf(id: string, asking: readonly string[]): Promise<Json> {
      const task = tasks.find((one) => one.id === id)
      if (task === undefined || asking.includes(id)) throw new RangeError(`the flow ${flow} has no way to ${id}${task ? ': it needs itself' : ''}`)
      const known = outputs.get(id)
      if (known !== undefined) return known
      const output = Object.hasOwn(done, id) ? Promise.resolve(done[id] as Json) : (async () => {
        const before = await Promise.all(task.needs.map(async (need) => [need, await outputOf(need, [...asking, id])] as const))
        return lane(() => once(task, Object.fromEntries(before), 1))
      })()
      outputs.set(id, output)
      return output
    }

    const all = await Promise.allSettled(tasks.map(async ({ id }) => [id, await outputOf(id, [])] as const))
    if (broken.signal.aborted) throw broken.signal.reason
    stop.throwIfAborted()
    return Object.fromEntries(all.map((one) => {
      if (one.status === 'rejected') throw one.reason
      return one.value
    }))
  },
})
