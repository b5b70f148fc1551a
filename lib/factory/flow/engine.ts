import type { AgentName, Flow, TaskEvent } from '../../contract/factory/flow.ts'
import type { Json } from '../../contract/json.ts'

/**
 * Does a task. It may be called again with the same, after a worker died under it, and has to come to the same.
 * @param given what the task was told
 * @param before what the tasks that it needs came to, by their ids
 */
export type Agent = (given: Json, before: Readonly<Record<string, Json>>, stop: AbortSignal) => Promise<Json>
export type Agents = Readonly<Partial<Record<AgentName, Agent>>>

export interface FlowEngine {
  /**
   * Does all tasks of a flow that are not done, those that do not need each other at the same time.
   * @returns what each came to
   * @throws what a task failed with at its last attempt; what is done stays done
   * @throws RangeError where a task needs itself, or one that there is not: nothing is begun
   */
  run: (flow: Flow, onEvent: (event: TaskEvent) => void, stop: AbortSignal) => Promise<Readonly<Record<string, Json>>>
  /** What a flow came to is in use, and not needed any more: run again, it is done anew. */
  forget: (flow: string) => Promise<void>
}
