import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Scenario } from '../../contract/factory/scenario.ts'
import type { AnySpec, ServiceResult, ServiceTask, Spec } from '../../contract/spec.ts'
import { answerFailure, type Answer } from '../check/run-scenario.ts'
import { serviceLimits } from '../runner/process-runner.ts'
import { conversations, keyOf, rehearsed } from './conversations.ts'

/** By {@link keyOf}: what was answered when all scenarios held. */
export type Recorded = Readonly<Record<string, Answer>>

const nameLength = 12

/**
 * What a generated service must do, as any organism's spec: each request of its scenarios has to come to what the scenario
 * asks for, and, where it was recorded when all was well, to the very same answer. A pulse plays a whole scenario.
 */
export function serviceSpec(scenarios: readonly Scenario[], component: string, recorded: Recorded): AnySpec {
  const all = conversations(scenarios, component)
  const steps = new Map(all.map(({ task, step }) => [keyOf(task), step]))
  const whole = all.filter(({ of }, index) => all[index + 1]?.of.scenario !== of.scenario)
  const names = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: nameLength, maxLength: nameLength })
  const wrongWith = (task: ServiceTask, answer: Answer): string | null => {
    const key = keyOf(task)
    const step = steps.get(key)
    const right = recorded[key]
    if (step === undefined) return null
    const wrong = answerFailure(step, answer, new Map())
    if (wrong !== null || right === undefined) return wrong
    return isDeepStrictEqual({ ...answer }, { ...right }) ? null : `another answer than when all was well: ${JSON.stringify(answer).slice(0, 200)}`
  }
  const spec: Spec<ServiceTask, ServiceResult> = {
    task: fc.tuple(fc.constantFrom(...whole), names).map(([{ task }, name]) => ({ ...rehearsed(task, name), isWhole: true })),
    examples: all.flatMap(({ task, of }, index) => {
      const expected = recorded[keyOf(task)]
      return expected === undefined ? [] : [{ name: `${of.scenario}, step ${of.step + 1}`, task: rehearsed(task, `example-${index}`), expected }]
    }),
    properties: [{
      name: 'what its scenarios ask for',
      check({ task, result: { before = [], ...last } }) {
        const requests = [...(task.before ?? []), task]
        const first = before.map((answer, nth) => ({ wrong: wrongWith({ ...requests[nth]!, before: requests.slice(0, nth) }, answer as Answer), path: `${requests[nth]!.method} ${requests[nth]!.path}` })).find(({ wrong }) => wrong !== null)
        return first ? `${first.path}: ${first.wrong}` : wrongWith(task, last as Answer)
      },
    }],
    judgesStatus: true,
    limits: serviceLimits,
    fitness: ({ wallMs, peakRssMb }) => 1_000 / (1 + wallMs) - peakRssMb / 1_000,
  }
  return spec
}
