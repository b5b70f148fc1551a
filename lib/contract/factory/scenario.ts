import { z } from 'zod'
import { jsonSchema } from '../json.ts'
import { slugSchema } from './plan.ts'

/** Of one step, and so of everything that is waited for. */
const timeoutMsSchema = z.number().int().min(1).max(60_000)

/** What an answer is held against. Nothing else of it is looked at. */
const expectationSchema = z.strictObject({
  status: z.number().int().min(100).max(599),
  /** Each key has to be there with just this value; lists have to be as long; what is not named may be anything. */
  json: jsonSchema.optional(),
  /** Texts that stand in the answer, and texts that must not. */
  has: z.array(z.string().min(1).max(500)).optional(),
  hasNot: z.array(z.string().min(1).max(500)).optional(),
})

const requestStepSchema = z.strictObject({
  /** The component that is asked. */
  ask: slugSchema,
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).default('GET'),
  /** `{name}` stands for what an earlier step has kept. */
  path: z.string().startsWith('/').max(500),
  headers: z.record(z.string().max(60), z.string().max(8_000)).optional(),
  json: jsonSchema.optional(),
  /** The body as it stands, where it shall not be JSON. */
  text: z.string().max(100_000).optional(),
  expect: expectationSchema,
  /** It is asked again until it holds, at most so long: what a worker does comes a little later. */
  withinMs: timeoutMsSchema.optional(),
  /** name → where in the answer's JSON it is, as in `token` or `items.0.id`. */
  keep: z.record(z.string().regex(/^\w{1,40}$/), z.string().max(200)).optional(),
})
export type RequestStep = z.infer<typeof requestStepSchema>

const commandStepSchema = z.strictObject({
  /** A program and its arguments; no shell reads it. It runs in a copy of the app's texts, as `backend/todos/main.js`, behind walls and without a network. */
  run: z.array(z.string().max(500)).min(1).max(20),
  exitCode: z.number().int().default(0),
  has: z.array(z.string().min(1).max(500)).optional(),
})

const logStepSchema = z.strictObject({
  /** The component whose output is looked at, from the beginning of the scenario on. */
  log: slugSchema,
  has: z.array(z.string().min(1).max(500)).optional(),
  hasNot: z.array(z.string().min(1).max(500)).optional(),
})

export type LogStep = z.infer<typeof logStepSchema>

export const stepSchema = z.union([requestStepSchema, commandStepSchema, logStepSchema])
export type ScenarioStep = z.infer<typeof stepSchema>

export const scenarioSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(80),
  title: z.string().min(1).max(200),
  /** The only component that is needed for it; null: the whole app. */
  of: slugSchema.nullable(),
  /** The iteration that brought it. */
  iteration: z.number().int().min(1),
  /** Of each step. */
  timeoutMs: timeoutMsSchema.default(5_000),
  steps: z.array(stepSchema).min(1).max(50),
})
export type Scenario = z.infer<typeof scenarioSchema>

/** Why a scenario says something else than it did. */
const changeSchema = z.strictObject({
  scenario: z.string(),
  iteration: z.number().int().min(1),
  why: z.string().min(1).max(500),
  was: scenarioSchema,
})

/** test.yaml: what has to hold of an app, over all its iterations. */
export const testFileSchema = z.strictObject({
  scenarios: z.array(scenarioSchema).max(500).refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two scenarios have one id'),
  changes: z.array(changeSchema).default([]),
})
export type TestFile = z.infer<typeof testFileSchema>
