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
const answersSchema = z.record(z.string(), z.object({ status: z.number(), body: jsonSchema }))
const fileSchema = z.record(z.string(), z.array(z.object({ hash: z.string(), answers: answersSchema })))
/** Of each component, contents whose answers are known: the newest. */
const mostKept = 6

/** By component, what each content of it has answered when all scenarios held, the newest last. */
export type AnswerBook = z.infer<typeof fileSchema>

/**
 * What components answered when all scenarios held: finer than what these ask for, so that a fault that none of them names
 * is seen. It can be made again, so that what cannot be read counts for nothing.
 */
export async function readAnswers(root: string): Promise<AnswerBook> {
  const text = await readFile(join(root, stateName, name), 'utf8').catch(() => '{}')
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Of just this content of a component; null where they are not known. */
export const answersOf = (book: AnswerBook, component: string, hash: string): Recorded | null => book[component]?.find((one) => one.hash === hash)?.answers ?? null

export async function keepAnswers(root: string, news: readonly { component: string; hash: string; answers: Recorded }[]): Promise<void> {
  const book = await readAnswers(root)
  for (const { component, hash, answers } of news) book[component] = [...(book[component] ?? []).filter((one) => one.hash !== hash), { hash, answers }].slice(-mostKept)
  await mkdir(join(root, stateName), { recursive: true })
  await writeFile(join(root, stateName, name), JSON.stringify(book))
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
