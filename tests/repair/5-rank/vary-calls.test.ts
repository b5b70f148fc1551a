import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../../../lib/chaos/random.ts'
import type { Json } from '../../../lib/contract/json.ts'
import { vary, varyCalls } from '../../../lib/repair/5-rank/vary-calls.ts'

const call = (args: Json[], passes = true, name = 'f') => ({ path: 'a.js', name, args: JSON.stringify(args), passes, check: 0 })
const kind = (value: Json): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)

test('each differs from all calls of the tests, and from each other', () => {
  const calls = [call([1, 'ab']), call([2, 'ab'], false), call([[1, 2, 3], { a: 1 }])]
  const varied = varyCalls(calls, seededRandom(1), 60)
  const keys = varied.map(({ name, args }) => `${name} ${args}`)
  expect(varied.length).toBeGreaterThan(30)
  expect(new Set(keys).size).toBe(keys.length)
  for (const { args } of calls) expect(keys).not.toContain(`f ${args}`)
})

test('each changes one argument, and says whose test it is near to', () => {
  const varied = varyCalls([call([1, 2], true, 'good'), call([3, 4], false, 'bad')], seededRandom(2), 20)
  for (const { name, args, fromPassing } of varied) {
    const [a, b] = JSON.parse(args) as number[]
    const [before, after] = name === 'good' ? [1, 2] : [3, 4]
    expect([a === before, b === after].filter(Boolean)).toHaveLength(1)
    expect(fromPassing).toBe(name === 'good')
  }
})

test('the same seed, the same calls', () => {
  const calls = [call([5, 'text', [1, 2]])]
  expect(varyCalls(calls, seededRandom(3), 20)).toEqual(varyCalls(calls, seededRandom(3), 20))
  expect(varyCalls(calls, seededRandom(3), 20)).not.toEqual(varyCalls(calls, seededRandom(4), 20))
})

test('no more than wanted, and none of nothing', () => {
  expect(varyCalls([call([5, 'text', [1, 2]])], seededRandom(1), 7)).toHaveLength(7)
  expect(varyCalls([], seededRandom(1), 7)).toEqual([])
  expect(varyCalls([call([]), call([null])], seededRandom(1), 7)).toEqual([])
})

test('a value keeps its kind, and stays JSON', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.integer(), (value, seed) => {
    const varied = vary(value as Json, seededRandom(seed))
    expect(kind(varied)).toBe(kind(value as Json))
    const text = JSON.stringify(varied)
    expect(JSON.stringify(JSON.parse(text))).toBe(text)
  }), { numRuns: 200 })
})

test('the value that was given is not touched', () => {
  const list = [1, [2, { a: 'b' }]]
  for (let seed = 0; seed < 50; seed += 1) vary(list, seededRandom(seed))
  expect(list).toEqual([1, [2, { a: 'b' }]])
})
