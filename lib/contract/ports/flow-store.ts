import type { Json } from '../json.ts'

/** What is kept of flows, so that who dies loses nothing of what was done. */
export interface FlowStore {
  /** Outputs of the tasks that are complete. */
  done: (flow: string) => Promise<Readonly<Record<string, Json>>>
  complete: (flow: string, task: string, output: Json) => Promise<void>
  /** All of a flow that is over. */
  forget: (flow: string) => Promise<void>
}
