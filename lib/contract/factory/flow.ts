import { z } from 'zod'
import { jsonSchema } from '../json.ts'

/** Who does a task: what they are told and what they give is the contract of each, in lib/factory/agents. */
const agentNames = ['analyst', 'architect', 'developer', 'tester', 'reviewer', 'patcher'] as const
export const agentNameSchema = z.enum(agentNames)
export type AgentName = z.infer<typeof agentNameSchema>

const taskIdSchema = z.string().regex(/^[a-z0-9][a-z0-9:-]*$/).max(100)

export const flowTaskSchema = z.strictObject({
  id: taskIdSchema,
  agent: agentNameSchema,
  title: z.string().max(200),
  /** What the agent is told, beside what the tasks that it needs came to. */
  input: jsonSchema,
  /** Tasks that have to be complete before. */
  needs: z.array(taskIdSchema),
})
export type FlowTask = z.infer<typeof flowTaskSchema>

/** A graph of tasks. The same id is the same flow: what of it is done is not done again. */
export const flowSchema = z.strictObject({ id: z.string().max(100), tasks: z.array(flowTaskSchema).min(1).max(200) })
export type Flow = z.infer<typeof flowSchema>

/** What happens to a task; `attempt` counts from 1. */
export const taskEventSchema = z.strictObject({
  kind: z.enum(['task-start', 'task-complete', 'task-fail']),
  flow: z.string(),
  task: taskIdSchema,
  agent: agentNameSchema,
  title: z.string(),
  /** Tasks that had to be complete before, of this flow or of one that came before it; left out where it was not told yet. */
  needs: z.array(taskIdSchema).optional(),
  attempt: z.number().int(),
  /** Who works on it: a process of this or another machine. */
  worker: z.string().max(100),
  /** Of a task that ended, ms. */
  ms: z.number().nullable(),
  /** Why it failed; null otherwise. */
  why: z.string().nullable(),
})
export type TaskEvent = z.infer<typeof taskEventSchema>
