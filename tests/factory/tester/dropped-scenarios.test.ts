import { expect, test } from 'vitest'
import { scenarioSchema, type Scenario } from '../../../lib/contract/factory/scenario.ts'
import { joinTests } from '../../../lib/factory/tester/join-tests.ts'

const scenario = (id: string, status = 200): Scenario => scenarioSchema.parse({ id, title: id, of: 'cats', iteration: 1, steps: [{ ask: 'cats', path: '/', expect: { status } }] })

test('what a part is not asked for any more goes, and stays on record; what somebody has edited or written stays', () => {
  const edited = scenario('b', 418)
  const { scenarios, changes } = joinTests({ scenarios: [scenario('a'), edited, scenario('mine')], changes: [] }, [], { iteration: 2, why: 'cats work now', ours: [scenario('a'), scenario('b')] })
  expect(scenarios).toEqual([edited, scenario('mine')])
  expect(changes).toEqual([{ scenario: 'a', iteration: 2, why: 'cats work now', was: scenario('a') }])
})
