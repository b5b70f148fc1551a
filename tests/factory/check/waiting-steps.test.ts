import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scenarioSchema, type Scenario } from '../../../lib/contract/factory/scenario.ts'
import { runScenario, type ScenarioEnd } from '../../../lib/factory/check/run-scenario.ts'
import { conversations } from '../../../lib/factory/oracle/conversations.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'

let asked = 0
/** Right from the third time on that it is asked. */
const late = createServer((_request, response) => {
  asked += 1
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ total: asked < 3 ? 0 : 1 }))
})
beforeAll(() => new Promise<void>((resolve) => { late.listen(0, '127.0.0.1', resolve) }))
afterAll(() => { late.close() })

const scenario = (withinMs?: number): Scenario => scenarioSchema.parse({
  id: 'late', title: 'late', of: 'news', iteration: 1, steps: [{ ask: 'news', path: '/', expect: { status: 200, json: { total: 1 } }, ...(withinMs === undefined ? {} : { withinMs }) }],
})
function play(one: Scenario): Promise<ScenarioEnd> {
  asked = 0
  return runScenario(one, 'rehearsal', { app: { port: () => (late.address() as AddressInfo).port, log: () => [] }, clock, runCommand: null })
}

test('a step that may take its time is asked again until it holds', async () => {
  const { failure, answers } = await play(scenario(5_000))
  expect(failure).toBeNull()
  expect(answers).toEqual([{ status: 200, body: { total: 1 } }])
})

test('any other step is asked once', async () => {
  expect((await play(scenario())).failure?.what).toContain('total is 0, not 1')
  expect(asked).toBe(1)
})

test('what hangs on time is no conversation that a repair is judged by', () => {
  expect(conversations([scenario(5_000)], 'news')).toEqual([])
  expect(conversations([scenario()], 'news')).toHaveLength(1)
})
