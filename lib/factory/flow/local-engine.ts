import pLimit from 'p-limit'
import type { FlowTask, TaskEvent } from '../../contract/factory/flow.ts'
import type { Json } from '../../contract/json.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { FlowStore } from '../../contract/ports/flow-store.ts'
import { checkFlow } from './check-flow.ts'
import type { Agents, FlowEngine } from './engine.ts'
import { isWorthAnother } from './retry.ts'

/** Runs flows in this process: each task as soon as those that it needs are done, so many at a time. */
export const localEngine = ({ agents, store, clock, atOnce }: { agents: Agents; store: FlowStore; clock: Clock; atOnce: number }): FlowEngine => ({
  forget: store.forget,
  async run({ id: flow, tasks }, onEvent, stop) {
    checkFlow({ id: flow, tasks })
    const done = await store.done(flow)
    const lane = pLimit(atOnce)
    const broken = new AbortController()
    const halt = AbortSignal.any([stop, broken.signal])
    const outputs = new Map<string, Promise<Json>>()

    async function once(task: FlowTask, before: Record<string, Json>, attempt: number): Promise<Json> {
      halt.throwIfAborted()
      const began = clock.mono()
      const tell = (kind: TaskEvent['kind'], ms: number | null, why: string | null): void =>
        onEvent({ kind, flow, task: task.id, agent: task.agent, title: task.title, needs: task.needs, attempt, worker: `${process.pid}`, ms, why })
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
        if (isWorthAnother(error, attempt) && !halt.aborted) return once(task, before, attempt + 1)
        broken.abort(error)
        throw error
      }
    }

    function outputOf(task: FlowTask): Promise<Json> {
      const known = outputs.get(task.id)
      if (known !== undefined) return known
      const output = Object.hasOwn(done, task.id) ? Promise.resolve(done[task.id] as Json) : (async () => {
        const needed = tasks.filter(({ id }) => task.needs.includes(id))
        const before = await Promise.all(needed.map(async (need) => [need.id, await outputOf(need)] as const))
        return lane(() => once(task, Object.fromEntries(before), 1))
      })()
      outputs.set(task.id, output)
      return output
    }

    const all = await Promise.allSettled(tasks.map(async (task) => [task.id, await outputOf(task)] as const))
    stop.throwIfAborted()
    if (broken.signal.aborted) throw broken.signal.reason
    return Object.fromEntries(all.map((one) => {
      if (one.status === 'rejected') throw one.reason
      return one.value
    }))
  },
})
