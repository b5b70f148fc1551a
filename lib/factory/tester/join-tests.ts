import { isDeepStrictEqual } from 'node:util'
import type { Scenario, TestFile } from '../../contract/factory/scenario.ts'

/**
 * The tests of an app with those of one more iteration. Nobody's own are touched; one of ours that has to say something
 * else now says so with why, and what it was; one that nothing asks for any more is kept there only.
 * @param ours what was drafted for the plan before: whatever differs from it, somebody has edited
 */
export function joinTests(before: TestFile, drafted: readonly Scenario[], { iteration, why, ours }: { iteration: number; why: string; ours: readonly Scenario[] }): TestFile {
  const draftOf = (id: string): Scenario | undefined => drafted.find((one) => one.id === id)
  const isOurs = (scenario: Scenario): boolean => ours.some((one) => one.id === scenario.id && saysSame(one, scenario))
  const altered = before.scenarios.flatMap((was) => {
    const now = draftOf(was.id)
    return now !== undefined && isOurs(was) && !saysSame(was, now) ? [{ was, now: { ...now, iteration } }] : []
  })
  // What a part has become another one for is asked of it no more.
  const dropped = before.scenarios.filter((was) => isOurs(was) && draftOf(was.id) === undefined)
  return {
    scenarios: [
      ...before.scenarios.filter((scenario) => !dropped.includes(scenario)).map((scenario) => altered.find(({ was }) => was.id === scenario.id)?.now ?? scenario),
      ...drafted.filter(({ id }) => !before.scenarios.some((scenario) => scenario.id === id)).map((scenario) => ({ ...scenario, iteration })),
    ],
    changes: [...before.changes, ...[...altered.map(({ was }) => was), ...dropped].map((was) => ({ scenario: was.id, iteration, why: why.slice(0, 500), was }))],
  }
}

const saysSame = ({ iteration: _a, ...one }: Scenario, { iteration: _b, ...other }: Scenario): boolean => isDeepStrictEqual(one, other)
