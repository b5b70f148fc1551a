import { z } from 'zod'
import type { Clock } from '../../contract/ports/clock.ts'
import { jsonSchema } from '../../contract/json.ts'
import { scenarioSchema, type LogStep, type RequestStep, type Scenario, type ScenarioStep } from '../../contract/factory/scenario.ts'
import type { ServiceTask } from '../../contract/spec.ts'
import { askService } from '../../process/ask-service.ts'
import type { CommandEnd } from '../../process/workspace.ts'
import type { RunningApp } from '../runner/runner.ts'
import { mismatch } from './matches.ts'

/** An answer as it came. */
export const answerSchema = z.object({ status: z.number(), body: jsonSchema })
export type Answer = z.infer<typeof answerSchema>

export const scenarioEndSchema = z.object({
  scenario: scenarioSchema,
  /** null: all of it holds. */
  failure: z.object({ step: z.number().int(), what: z.string() }).nullable(),
  /** Of the requests that were made, in order; null where none came. */
  answers: z.array(answerSchema.nullable()),
  ms: z.number(),
})
export type ScenarioEnd = z.infer<typeof scenarioEndSchema>

/** A service that is just being started again is waited for, ms. */
const risesWithinMs = 3_000
/** What was printed is there so soon after the answer, ms. */
const printsWithinMs = 1_000
const lookMs = 20

export interface ScenarioPorts {
  app: Pick<RunningApp, 'port' | 'log'>
  clock: Clock
  /** Runs a program of a command step behind walls; null: none can be run here. */
  runCommand: ((command: readonly string[], timeoutMs: number) => Promise<Pick<CommandEnd, 'exitCode' | 'timedOut' | 'output'>>) | null
}

/**
 * Plays a scenario against a running app, up to the first step that does not hold.
 * @param rehearsal of a scenario of one component: a name that nobody has used before
 */
export async function runScenario(scenario: Scenario, rehearsal: string, { app, clock, runCommand }: ScenarioPorts): Promise<ScenarioEnd> {
  const began = clock.mono()
  const kept = new Map<string, string>()
  const answers: (Answer | null)[] = []
  const logged = new Map(scenario.steps.flatMap((step) => ('log' in step ? [[step.log, app.log(step.log).length]] : [])))

  async function failureOf(step: ScenarioStep): Promise<string | null> {
    if ('log' in step) return logFailure(step)
    if ('run' in step) {
      if (runCommand === null) return `${step.run[0]} cannot be run here: commands need the sandbox's second tier`
      const { exitCode, timedOut, output } = await runCommand(step.run, scenario.timeoutMs)
      if (timedOut) return `${step.run.join(' ')} was not over after ${scenario.timeoutMs} ms`
      return exitCode === step.exitCode ? textFailure(output, step, 'its output') : `${step.run.join(' ')} ended with exit code ${exitCode}, not ${step.exitCode}: ${output.slice(-300)}`
    }
    const task = taskOf(step, kept, scenario.of === null ? null : rehearsal)
    const line = `${step.method} ${task.path} of ${step.ask}`
    const { answer, wrong } = await heard(step, task)
    answers.push(answer)
    if (answer === null || wrong !== null) return `${line}: ${wrong}`
    for (const [name, path] of Object.entries(step.keep ?? {})) {
      const value = path.split('.').reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined), answer.body)
      if (typeof value !== 'string' && typeof value !== 'number') return `${line}: there is no ${path} in the answer to be kept`
      kept.set(name, String(value))
    }
    return null
  }

  /** What a service prints comes behind its answer. */
  async function logFailure(step: LogStep): Promise<string | null> {
    for (const until = clock.mono() + Math.min(printsWithinMs, scenario.timeoutMs); ; await clock.sleep(lookMs)) {
      const wrong = textFailure(app.log(step.log).slice(logged.get(step.log)).map(({ text }) => text).join('\n'), step, `the output of ${step.log}`)
      if (wrong === null || clock.mono() >= until) return wrong
    }
  }

  /** Of a step that may take its time, the first answer that is right, or the last one. */
  async function heard(step: RequestStep, task: ServiceTask): Promise<{ answer: Answer | null; wrong: string | null }> {
    for (const until = clock.mono() + (step.withinMs ?? 0); ; await clock.sleep(lookMs)) {
      const outcome = await ask(app.port(step.ask), task, scenario.timeoutMs, clock)
      const answer = outcome.ok ? (outcome.value as unknown as Answer) : null
      const wrong = answer !== null ? answerFailure(step, answer, kept) : outcome.ok ? 'nothing' : outcome.failure.message
      if (wrong === null || clock.mono() >= until) return { answer, wrong }
    }
  }

  for (const [index, step] of scenario.steps.entries()) {
    const what = await failureOf(step)
    if (what !== null) return { scenario, failure: { step: index, what }, answers, ms: clock.mono() - began }
  }
  return { scenario, failure: null, answers, ms: clock.mono() - began }
}

/** The request that a step makes. */
export function taskOf({ method, path, headers, json, text }: RequestStep, kept: ReadonlyMap<string, string>, rehearsal: string | null): ServiceTask {
  const body = text ?? (json === undefined ? undefined : JSON.stringify(json))
  return {
    method, path: filled(path, kept),
    headers: {
      ...(body === undefined ? {} : { 'content-type': text === undefined ? 'application/json' : 'application/x-www-form-urlencoded' }),
      ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, filled(value, kept)])), ...(rehearsal === null ? {} : { 'x-probe': rehearsal }),
    },
    ...(body === undefined ? {} : { body: filled(body, kept) }),
  }
}

/** Only names that were kept: any other brace stands for itself, as in JSON. */
const filled = (text: string, kept: ReadonlyMap<string, string>): string => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole)

/** Asks again while nobody listens: a service that died is started anew. */
async function ask(port: number, task: ServiceTask, timeoutMs: number, clock: Clock): ReturnType<typeof askService> {
  for (const until = clock.mono() + Math.min(risesWithinMs, timeoutMs); ; await clock.sleep(lookMs)) {
    const outcome = await askService(port, task, timeoutMs, clock)
    if (outcome.ok || outcome.failure.code !== 'ECONNREFUSED' || clock.mono() > until) return outcome
  }
}

/** @returns null where the answer is as the step asks, else what is not */
export function answerFailure({ expect }: Pick<RequestStep, 'expect'>, { status, body }: Answer, kept: ReadonlyMap<string, string>): string | null {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  if (status !== expect.status) return `status ${status}, not ${expect.status}${text === '' ? '' : `: ${text.slice(0, 200)}`}`
  const wrong = expect.json === undefined ? null : mismatch(body, expect.json)
  return wrong ?? textFailure(text, { has: expect.has?.map((part) => filled(part, kept)), hasNot: expect.hasNot }, 'the answer')
}

function textFailure(text: string, { has = [], hasNot = [] }: { has?: string[] | undefined; hasNot?: string[] | undefined }, where: string): string | null {
  const missing = has.find((part) => !text.includes(part))
  if (missing !== undefined) return `${where} has no “${missing}”`
  const unwanted = hasNot.find((part) => text.includes(part))
  return unwanted === undefined ? null : `${where} has “${unwanted}”`
}
