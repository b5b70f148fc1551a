import type { Json } from '../../contract/json.ts'
import type { FlowStore } from '../../contract/ports/flow-store.ts'

/** For a run that is done anew when it was broken off. */
export function memoryStore(): FlowStore {
  const flows = new Map<string, Record<string, Json>>()
  return {
    done: async (flow) => flows.get(flow) ?? {},
    complete: async (flow, task, output) => void flows.set(flow, { ...flows.get(flow), [task]: output }),
    forget: async (flow) => void flows.delete(flow),
  }
}
