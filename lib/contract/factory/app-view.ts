import { z } from 'zod'
import type { EventOf, LedgerEvent } from '../event.ts'
import { appEventData, appSummarySchema, makeEndSchema } from './app-event.ts'
import { agentNameSchema } from './flow.ts'
import { appPlanSchema } from './plan.ts'
import { iterationSchema } from './registry.ts'

const taskViewSchema = z.object({
  id: z.string(), agent: agentNameSchema, title: z.string(), needs: z.array(z.string()), worker: z.string(), attempt: z.number().int(),
  state: z.enum(['running', 'complete', 'failed']), startedAt: z.number(), ms: z.number().nullable(), why: z.string().nullable(),
})
/** One task of an agent. */
export type TaskView = z.infer<typeof taskViewSchema>

const checkViewSchema = appEventData['app-check'].omit({ app: true }).extend({ at: z.number() })

const makingViewSchema = z.object({
  sentence: z.string(), by: z.string(), startedAt: z.number(), plan: appPlanSchema.nullable(), tasks: z.array(taskViewSchema),
  gaps: appEventData['app-gaps'].omit({ app: true }).nullable(), end: makeEndSchema.nullable(), why: z.string().nullable(), ms: z.number().nullable(),
})

export const appViewSchema = z.object({
  id: z.string(),
  /** null: nothing of it is in force yet. */
  summary: appSummarySchema.nullable(),
  /** The oldest first, each with what it has changed, where that is known. */
  iterations: z.array(iterationSchema.extend({ files: z.array(z.string()) })),
  /** By component, the organism that it is kept as. */
  organisms: z.record(z.string(), z.string()),
  /** By component, where it listens, as it has begun last; else it is where the summary has it. */
  ports: z.record(z.string(), z.number().int()),
  /** The last time that somebody asked for something, under way or over. */
  making: makingViewSchema.nullable(),
  /** Newest last, at most {@link mostChecks}. */
  checks: z.array(checkViewSchema),
  /** Why it cannot be kept; null: it can. */
  error: z.string().nullable(),
})
export type AppView = z.infer<typeof appViewSchema>

const mostChecks = 20
const mostTasks = 100

const newApp = (id: string): AppView => ({ id, summary: null, iterations: [], organisms: {}, ports: {}, making: null, checks: [], error: null })

/** @returns the apps with what this event tells of one of them; the same object where it tells nothing */
export function reduceApps(apps: Record<string, AppView>, event: LedgerEvent): Record<string, AppView> {
  const change = (id: string, next: (app: AppView) => AppView): Record<string, AppView> => ({ ...apps, [id]: next(apps[id] ?? newApp(id)) })
  switch (event.kind) {
    // Whoever kept them has ended: the next core says anew what there is, and nothing that was under way goes on by itself.
    case 'core-start':
      return Object.fromEntries(Object.values(apps).map((app) => [app.id, { ...app, organisms: {}, ports: {}, error: null, making: app.making?.end === null ? { ...app.making, end: 'broken', why: 'the core ended while it was at this; the next one goes on with it' } : app.making }]))
    case 'app-add': {
      const { app, summary, iterations, organisms } = event.data
      return change(app, (known) => ({
        ...known, summary, organisms, error: null,
        iterations: iterations.map((one) => ({ ...one, files: known.iterations.find(({ number }) => number === one.number)?.files ?? [] })),
      }))
    }
    case 'app-remove':
      return Object.fromEntries(Object.entries(apps).filter(([id]) => id !== event.data.app))
    case 'app-refuse':
      return change(event.data.app, (app) => ({ ...app, error: event.data.error }))
    case 'app-make-start': {
      const { app, sentence, by } = event.data
      return change(app, (known) => ({ ...known, making: { sentence, by, startedAt: event.at, plan: null, tasks: [], gaps: null, end: null, why: null, ms: null } }))
    }
    case 'app-plan':
      return change(event.data.app, (app) => ({ ...app, making: app.making && { ...app.making, plan: event.data.plan } }))
    case 'app-gaps': {
      const { app, ...gaps } = event.data
      return change(app, (known) => ({ ...known, making: known.making && { ...known.making, gaps } }))
    }
    case 'task-start': case 'task-complete': case 'task-fail':
      return change(event.data.app, (app) => ({ ...app, making: app.making && { ...app.making, tasks: withTask(app.making.tasks, event) } }))
    case 'iteration-add': {
      const { app, iteration, files, summary } = event.data
      return change(app, (known) => ({ ...known, summary, iterations: [...known.iterations.filter(({ number }) => number !== iteration.number), { ...iteration, files }] }))
    }
    case 'app-check': {
      const { app, ...check } = event.data
      return change(app, (known) => ({ ...known, checks: [...known.checks, { ...check, at: event.at }].slice(-mostChecks) }))
    }
    case 'app-make-end': {
      const { app, end, why, ms } = event.data
      return change(app, (known) => ({ ...known, making: known.making && { ...known.making, end, why, ms } }))
    }
    case 'service-start': {
      const app = Object.values(apps).find(({ organisms }) => Object.values(organisms).includes(event.organism ?? ''))
      const [component] = Object.entries(app?.organisms ?? {}).find(([, organism]) => organism === event.organism) ?? []
      return app === undefined || component === undefined ? apps : change(app.id, (known) => ({ ...known, ports: { ...known.ports, [component]: event.data.port } }))
    }
    default: return apps
  }
}

function withTask(tasks: readonly TaskView[], { kind, at, data }: EventOf<'task-start'> | EventOf<'task-complete'> | EventOf<'task-fail'>): TaskView[] {
  const { task: id, agent, title, needs = [], worker, attempt, ms, why } = data
  const known = tasks.find((one) => one.id === id)
  const next: TaskView = { id, agent, title, needs, worker, attempt, ms, why, state: kind === 'task-start' ? 'running' : kind === 'task-complete' ? 'complete' : 'failed', startedAt: known?.startedAt ?? at }
  return (known === undefined ? [...tasks, next] : tasks.map((one) => (one.id === id ? next : one))).slice(-mostTasks)
}
