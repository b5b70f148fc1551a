import { afterAll, expect, test } from 'vitest'
import type { Sandbox } from '../../../lib/contract/ports/sandbox.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { HostEvaluator } from '../../../lib/repair/4-evaluate/host-evaluator.ts'

const real = openSandbox({ tier: 1 })
afterAll(() => real.close())

function openTwoLanes(): { evaluator: HostEvaluator; started: () => number } {
  let count = 0
  const sandbox: Sandbox = { ...real, start: (...given) => { count += 1; return real.start(...given) } }
  const evaluator = new HostEvaluator({ sandbox, lanes: 2, suite: { kind: 'tests', files: { 'a.test.js': "require('./a.js')" }, entries: ['a.test.js'] } })
  evaluator.open({ 'a.js': 'module.exports = 1\n' }, ['a.js'])
  return { evaluator, started: () => count }
}

test('the second host is booted when the search goes on for a while', async () => {
  const { evaluator, started } = openTwoLanes()
  expect(started(), 'before it is asked for anything').toBe(1)
  await evaluator.ready(0)
  expect(started(), 'when the first one is up').toBe(1)
  await evaluator.ready(1)
  expect(started()).toBe(2)
  await evaluator.close()
})

test('a search that is over before that never boots it, and nobody waits for it', async () => {
  const { evaluator, started } = openTwoLanes()
  await evaluator.ready(0)
  await evaluator.close()
  await evaluator.ready(1)
  expect(started()).toBe(1)
})
