import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { jsonSchema } from '../../contract/json.ts'
import type { Scenario } from '../../contract/factory/scenario.ts'
import type { ScenarioEnd } from '../check/run-scenario.ts'
import { conversations, keyOf } from './conversations.ts'
import type { Recorded } from './service-spec.ts'
import { stateName } from '../../app-folder/paths.ts'

const name = 'answers.json'
const fileSchema = z.record(z.string(), z.record(z.string(), z.object({ status: z.number(), body: jsonSchema })))

/**
 * By component, what it answered when all scenarios held: finer than what they ask for, so that a fault that no scenario
 * names is seen. It can be made again, so that what cannot be read counts for nothing.
 */
export async function readAnswers(root: string): Promise<Readonly<Record<string, Recorded>>> {
  const text = await readFile(join(root, stateName, name), 'utf8').catch(() => '{}')
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch {
    return {}
  }
}

export async function keepAnswers(root: string, answers: Readonly<Record<string, Recorded>>): Promise<void> {
  await mkdir(join(root, stateName), { recursive: true })
  await writeFile(join(root, stateName, name), JSON.stringify(answers))
}

/** Of a component, from scenarios that all held. */
export function recordedIn(ends: readonly ScenarioEnd[], component: string): Recorded {
  const byScenario = new Map(ends.map((end) => [end.scenario.id, end.answers]))
  const scenarios: Scenario[] = ends.map(({ scenario }) => scenario)
  return Object.fromEntries(conversations(scenarios, component).flatMap(({ task, of }) => {
    const answer = byScenario.get(of.scenario)?.[of.step]
    return answer ? [[keyOf(task), answer]] : []
  }))
}
