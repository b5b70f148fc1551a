import { expect, test } from 'vitest'
import { scenarioSchema, type Scenario } from '../../../lib/contract/factory/scenario.ts'
import { joinTests } from '../../../lib/factory/tester/join-tests.ts'

const scenario = (id: string, status: number, iteration = 1): Scenario => scenarioSchema.parse({ id, title: id, of: 'cats', iteration, steps: [{ ask: 'cats', path: '/', expect: { status } }] })
const join = (before: Scenario[], drafted: Scenario[], ours: Scenario[]) => joinTests({ scenarios: before, changes: [] }, drafted, { iteration: 2, why: 'dogs as well', ours })

test('what is new is added with its iteration, what is the same stays of its own', () => {
  const { scenarios, changes } = join([scenario('a', 200)], [scenario('a', 200), scenario('b', 200)], [scenario('a', 200)])
  expect(scenarios.map(({ id, iteration }) => [id, iteration])).toEqual([['a', 1], ['b', 2]])
  expect(changes).toEqual([])
})

test('one of ours that has to say something else is altered, with what it was and why on record', () => {
  const { scenarios, changes } = join([scenario('a', 200)], [scenario('a', 201)], [scenario('a', 200)])
  expect(scenarios).toEqual([{ ...scenario('a', 201), iteration: 2 }])
  expect(changes).toEqual([{ scenario: 'a', iteration: 2, why: 'dogs as well', was: scenario('a', 200) }])
})

test('what somebody has edited, or written, is theirs', () => {
  const edited = scenario('a', 204)
  const own = scenario('mine', 418)
  expect(join([edited, own], [scenario('a', 201)], [scenario('a', 200)])).toEqual({ scenarios: [edited, own], changes: [] })
})

test('what a part is not asked for any more goes, and stays on record; what somebody has edited or written stays', () => {
  const edited = scenario('b', 418)
  const { scenarios, changes } = join([scenario('a', 200), edited, scenario('mine', 200)], [], [scenario('a', 200), scenario('b', 200)])
  expect(scenarios).toEqual([edited, scenario('mine', 200)])
  expect(changes).toEqual([{ scenario: 'a', iteration: 2, why: 'dogs as well', was: scenario('a', 200) }])
})
