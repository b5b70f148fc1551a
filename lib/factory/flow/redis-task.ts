import { UnrecoverableError } from 'bullmq'
import { FlowUnavailableError } from '../../contract/errors.ts'
import type { TaskEvent } from '../../contract/factory/flow.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Agents } from './engine.ts'
import { packError } from './far-error.ts'
import type { RedisState, Taken } from './redis-state.ts'
import { isWorthAnother } from './retry.ts'

/** A task that so many workers have died under is what kills them. */
const deathsOfOne = 5

/** Asks until there is an answer. */
export type Patience = <T>(work: () => Promise<T>) => Promise<T>

interface TaskTools {
  state: RedisState
  ask: Patience
  agents: Agents
  clock: Clock
  /** This worker, as others see it. */
  me: string
  onEvent: (event: TaskEvent) => void
}

/** What BullMQ counts of a task's job. */
interface Tries {
  flow: string
  /** From 1: every time that anybody began it. */
  attempt: number
  failed: number
  /** Workers that have died under it. */
  deaths: number
}

/**
 * Does a task, and says in the state of its flow what it came to.
 * @throws what it failed with, for BullMQ to try it again; UnrecoverableError: not again
 */
export const taskWorker = ({ state, ask, agents, clock, me: worker, onEvent }: TaskTools) => async ({ task, before }: Taken, halt: AbortSignal, { flow, attempt, failed, deaths }: Tries): Promise<void> => {
  const { id, agent: name, title, needs, input } = task
  const began = clock.mono()
  const told = (kind: TaskEvent['kind'], why: string | null = null): TaskEvent =>
    ({ kind, flow, task: id, agent: name, title, needs, attempt, worker, ms: kind === 'task-start' ? null : clock.mono() - began, why })
  try {
    const start = told('task-start')
    await ask(() => state.tell(start))
    onEvent(start)
    if (deaths >= deathsOfOne) throw new FlowUnavailableError(`${deaths} workers died while they worked on ${id}`)
    const agent = agents[name]
    if (agent === undefined) throw new RangeError(`there is no ${name}`)
    const output = await agent(input, before, halt)
    const complete = told('task-complete')
    if (await ask(() => state.complete(complete, output))) onEvent(complete)
  } catch (error) {
    // Broken off, which is no failure: whoever takes the flow up again has it done anew.
    if (halt.aborted) return
    const why = error instanceof Error ? error.message : String(error)
    const isLast = deaths >= deathsOfOne || !isWorthAnother(error, failed + 1)
    const fail = told('task-fail', why)
    await ask(() => state.fail(fail, isLast ? packError(error) : null))
    onEvent(fail)
    throw isLast ? new UnrecoverableError(why) : new Error(why)
  }
}
