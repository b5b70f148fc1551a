import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Json } from '../../lib/contract/json.ts'
import type { Organism } from '../../lib/contract/spec.ts'
import type { TrialCase } from '../../lib/contract/ports/trial.ts'
import type { TaskResult } from '../../lib/contract/run.ts'
import { checkResult } from '../../lib/watcher/check-result.ts'
import { runSource } from './run-source.ts'

interface Question extends TrialCase { wrong: (outcome: TaskResult) => string | null }

/** Everything that an organism's spec asks for: its examples, its refusals, and `inputs` random ones. */
function questions(organism: Organism, inputs: number, seed: number): Question[] {
  const { spec } = organism
  const withState = (task: unknown, state: unknown): TrialCase => ({ task: task as Json, ...((state ?? spec.initialState) === undefined ? {} : { state: (state ?? spec.initialState) as Json }) })
  const checked = (one: TrialCase, outcome: TaskResult): string | null => checkResult(organism, { task: one.task, before: one.state, outcome })
  return [
    ...spec.examples.map((example) => {
      const one = withState(example.task, example.state)
      return {
        ...one,
        wrong: (outcome: TaskResult) => checked(one, outcome)
          ?? (outcome.ok && isDeepStrictEqual(outcome.value, example.expected) ? null : `example “${example.name}”: ${JSON.stringify(outcome).slice(0, 300)}`),
      }
    }),
    ...(spec.throws ?? []).map((refusal) => {
      const one = withState(refusal.task, refusal.state)
      const message = (outcome: TaskResult): string => (outcome.ok ? JSON.stringify(outcome.value) : outcome.failure.message)
      return {
        ...one,
        wrong: (outcome: TaskResult) => checked(one, outcome) ?? (refusal.message?.test(message(outcome)) === false ? `refusal “${refusal.name}”: ${message(outcome)}` : null),
      }
    }),
    ...fc.sample(spec.task, { seed, numRuns: inputs }).map((task) => {
      const one = withState(task, undefined)
      return { ...one, wrong: (outcome: TaskResult) => checked(one, outcome) }
    }),
  ]
}

/** @returns null where the source does all that its spec asks, else what it did wrong first */
export async function proveSource(organism: Organism, { inputs, seed, guardMs = 20_000 }: { inputs: number; seed: number; guardMs?: number }): Promise<string | null> {
  const asked = questions(organism, inputs, seed)
  const { results, said } = await runSource(organism, asked.map(({ wrong: _, ...one }) => one), guardMs)
  for (const [index, question] of asked.entries()) {
    const outcome = results[index]
    if (outcome === undefined) return `no answer to ${JSON.stringify(question.task).slice(0, 200)}: ${said.slice(-300)}`
    const wrong = question.wrong(outcome)
    if (wrong !== null) return wrong
  }
  return null
}
