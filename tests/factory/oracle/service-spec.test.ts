import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scenarioSchema } from '../../../lib/contract/factory/scenario.ts'
import type { ServiceTask } from '../../../lib/contract/spec.ts'
import { conversations, keyOf, rehearsed } from '../../../lib/factory/oracle/conversations.ts'
import { serviceSpec } from '../../../lib/factory/oracle/service-spec.ts'

const steps = [
  { ask: 'cats', method: 'POST', path: '/cats', json: { name: 'Tom' }, expect: { status: 201 } },
  { ask: 'cats', path: '/cats/1', expect: { status: 200, json: { name: 'Tom' } } },
]
const scenario = (id: string, of: string | null, more: object = {}) => scenarioSchema.parse({ id, title: id, of, iteration: 1, steps, ...more })
const all = [scenario('keeps', 'cats'), scenario('whole', null), scenario('dogs', 'dogs', { steps: [{ ...steps[0], ask: 'dogs' }] }), scenario('keeps-id', 'cats', { steps: [{ ...steps[0], keep: { id: 'id' } }] }), scenario('log', 'cats', { steps: [{ log: 'cats', has: ['x'] }] })]

describe('conversations', () => {
  test('are the requests of its own scenarios, each with those before it; what hangs on more than answers is left out', () => {
    expect(conversations(all, 'cats').map(({ task, of }) => [of.scenario, of.step, task.method, task.before?.length])).toEqual([['keeps', 0, 'POST', 0], ['keeps', 1, 'GET', 1]])
  })

  test('are the same whatever their rehearsal is called, and no others are', () => {
    const [first, second] = conversations(all, 'cats')
    expect(keyOf(rehearsed(second!.task, 'a'))).toBe(keyOf(rehearsed(second!.task, 'b')))
    expect(keyOf(first!.task)).not.toBe(keyOf(second!.task))
    expect(rehearsed(second!.task, 'a')).toMatchObject({ headers: { 'x-probe': 'a' }, before: [{ headers: { 'x-probe': 'a' } }] })
  })
})

describe('a spec', () => {
  const [, read] = conversations(all, 'cats')
  const right = { status: 200, body: { id: 1, name: 'Tom' } }
  const check = (result: object, recorded = {}) => serviceSpec(all, 'cats', recorded).properties[0]!.check({ task: rehearsed(read!.task, 'x'), result, before: null, after: null })

  test('asks what the scenario asks', () => {
    expect(check(right)).toBeNull()
    expect(check({ status: 500, body: {} })).toMatch(/status 500, not 200/)
    expect(check({ status: 200, body: { name: 'Jerry' } })).toMatch(/name is "Jerry"/)
  })

  test('and, where it was recorded, for the very same answer', () => {
    const recorded = { [keyOf(read!.task)]: right }
    expect(check(right, recorded)).toBeNull()
    expect(check({ status: 200, body: { id: 2, name: 'Tom' } }, recorded)).toMatch(/another answer than when all was well/)
    expect(serviceSpec(all, 'cats', recorded).examples.map(({ name, expected }) => [name, expected])).toEqual([['keeps, step 2', right]])
  })

  test('draws whole scenarios, each in a rehearsal that nobody has used', () => {
    const tasks = fc.sample(serviceSpec(all, 'cats', {}).task, { seed: 1, numRuns: 50 }) as ServiceTask[]
    expect(new Set(tasks.map(({ headers }) => headers?.['x-probe'])).size).toBe(50)
    expect(tasks.map((task) => [keyOf(task), task.isWhole])).toEqual(Array(50).fill([keyOf(read!.task), true]))
  })

  test('holds every answer of a whole scenario against it, the first that is wrong is said', () => {
    const whole = (first: object, last: object) => serviceSpec(all, 'cats', {}).properties[0]!.check({ task: { ...rehearsed(read!.task, 'x'), isWhole: true }, result: { ...last, before: [first] }, before: null, after: null })
    expect(whole({ status: 201, body: {} }, right)).toBeNull()
    expect(whole({ status: 500, body: {} }, right)).toMatch(/^POST \/cats: status 500, not 201/)
    expect(whole({ status: 201, body: {} }, { status: 404, body: {} })).toMatch(/status 404, not 200/)
  })
})
