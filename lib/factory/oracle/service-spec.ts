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
 * asks for, and, where it was recorded when all was well, to the very same answer.
 */
export function serviceSpec(scenarios: readonly Scenario[], component: string, recorded: Recorded): AnySpec {
  const all = conversations(scenarios, component)
  const steps = new Map(all.map(({ task, step }) => [keyOf(task), step]))
  const names = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: nameLength, maxLength: nameLength })
  const spec: Spec<ServiceTask, ServiceResult> = {
    task: fc.tuple(fc.constantFrom(...all), names).map(([{ task }, name]) => rehearsed(task, name)),
    examples: all.flatMap(({ task, of }, index) => {
      const expected = recorded[keyOf(task)]
      return expected === undefined ? [] : [{ name: `${of.scenario}, step ${of.step + 1}`, task: rehearsed(task, `example-${index}`), expected }]
    }),
    properties: [{
      name: 'what its scenarios ask for',
      check({ task, result }) {
        const key = keyOf(task)
        const step = steps.get(key)
        const right = recorded[key]
        if (step === undefined) return null
        const wrong = answerFailure(step, result as Answer, new Map())
        if (wrong !== null || right === undefined) return wrong
        return isDeepStrictEqual(result, right) ? null : `another answer than when all was well: ${JSON.stringify(result).slice(0, 200)}`
      },
    }],
    limits: serviceLimits,
    fitness: ({ wallMs, peakRssMb }) => 1_000 / (1 + wallMs) - peakRssMb / 1_000,
  }
  return spec
}
