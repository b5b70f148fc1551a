import type { RequestStep, Scenario } from '../../contract/factory/scenario.ts'
import type { ServiceTask } from '../../contract/spec.ts'
import { taskOf } from '../check/run-scenario.ts'

/** A request that a scenario makes of one component, with those before it, and the step that says what it has to come to. */
export interface Conversation {
  /** Without the name of its rehearsal, which is another one each time. */
  task: ServiceTask
  step: RequestStep
  /** Which scenario it is of, and which of its steps. */
  of: { scenario: string; step: number }
}

/** Of a component's own scenarios, each request as a conversation. What hangs on an earlier answer, on time, or on more than answers, is left out. */
export function conversations(scenarios: readonly Scenario[], component: string): Conversation[] {
  return scenarios.filter((scenario) => scenario.of === component && scenario.steps.every((step) => 'ask' in step && step.keep === undefined && step.withinMs === undefined)).flatMap((scenario) => {
    const steps = scenario.steps as RequestStep[]
    const tasks = steps.map((step) => taskOf(step, new Map(), null))
    return steps.map((step, index) => ({ task: { ...tasks[index], before: tasks.slice(0, index) } as ServiceTask, step, of: { scenario: scenario.id, step: index } }))
  })
}

/** In a rehearsal of this name: nothing that was asked in another one counts. */
export function rehearsed(task: ServiceTask, name: string): ServiceTask {
  const named = <T extends { headers?: Record<string, string> }>(request: T): T => ({ ...request, headers: { ...request.headers, 'x-probe': name } })
  return { ...named(task), before: (task.before ?? []).map(named) }
}

/** The same for the same conversation, whatever its rehearsal is called. */
export function keyOf(task: ServiceTask): string {
  const bare = ({ method, path, headers = {}, body }: Omit<ServiceTask, 'before'>): unknown[] =>
    [method, path, Object.entries(headers).filter(([name]) => name !== 'x-probe').toSorted(([a], [b]) => (a < b ? -1 : 1)), body ?? null]
  return JSON.stringify([...(task.before ?? []), task].map(bare))
}
