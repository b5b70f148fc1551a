import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faults, findFault } from '../../lib/chaos/faults.ts'
import { seededRandom } from '../../lib/chaos/random.ts'
import type { DataFault } from '../../lib/contract/fault.ts'
import type { Json } from '../../lib/contract/json.ts'

const dataFaults = faults.filter((fault) => fault.class === 'data')
/** The largest sizes cost seconds, and show nothing that smaller ones do not. */
const affordable = (fault: DataFault, strength: number) => (fault.id === 'huge-input' ? Math.min(2, strength) : strength)
const corrupt = (fault: DataFault, task: Json, seed: number, intensity = 1) => fault.corrupt(task, { random: seededRandom(seed), intensity })
const byId = (id: string) => findFault(id) as DataFault

const seed = fc.integer({ min: 0, max: 0xffff_ffff })
const intensity = fc.integer({ min: 1, max: 5 })
/** What a spec may hand out: no negative zero, which JSON does not carry. */
const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }).map((value) => JSON.parse(JSON.stringify(value)) as Json)
const script = fc.record({ args: fc.array(fc.string()), stdin: fc.string({ unit: fc.constantFrom(...'ab1,"\n {}[]:') }) })
const service = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  path: fc.constantFrom('/', '/health', '/add?a=1&b=2', '/users/7/posts', '/a?q=', '//elsewhere.test/x', '//elsewhere.test/x?q=1'),
}).chain((request) => fc.constantFrom<Json>(request, { ...request, body: '{"name":"Ada","tags":[1,2]}', headers: { accept: '*/*' } }, { ...request, body: 'plain' }))

describe.each(dataFaults)('$id', (fault) => {
  test('any task is changed, the original is not, and the result survives JSON', () => {
    fc.assert(fc.property(fc.oneof(json, script, service), seed, intensity, (task, number, strength) => {
      const before = structuredClone(task)
      const corrupted = corrupt(fault, task, number, affordable(fault, strength))
      expect(task).toEqual(before)
      expect(JSON.stringify(corrupted)).not.toBe(JSON.stringify(task))
      expect(JSON.parse(JSON.stringify(corrupted))).toEqual(corrupted)
    }), { numRuns: 80 })
  })

  test('the same seed gives the same input', () => {
    fc.assert(fc.property(json, seed, intensity, (task, number, strength) => {
      expect(corrupt(fault, task, number, affordable(fault, strength))).toEqual(corrupt(fault, task, number, affordable(fault, strength)))
    }), { numRuns: 40 })
  })

  test('of a script only the stdin is touched', () => {
    fc.assert(fc.property(script, seed, intensity, (task, number, strength) => {
      const corrupted = corrupt(fault, task, number, affordable(fault, strength))
      expect(corrupted).toEqual({ args: task.args, stdin: expect.any(String) })
    }), { numRuns: 60 })
  })

  test('a request can still be sent, and to nobody else', () => {
    fc.assert(fc.property(service, seed, intensity, (task, number, strength) => {
      const before = task as { method: string; path: string; body?: string }
      const corrupted = corrupt(fault, task, number, affordable(fault, strength)) as typeof before
      expect(corrupted.method).toBe(before.method)
      if (before.body !== undefined) {
        expect({ ...corrupted, body: '' }).toEqual({ ...before, body: '' })
        return
      }
      expect(corrupted).not.toHaveProperty('body')
      expect(corrupted.path).toMatch(/^\/[\x21-\x7e]*$/)
      expect(new URL(corrupted.path, 'http://127.0.0.1:1').host).toBe('127.0.0.1:1')
    }), { numRuns: 60 })
  })

  test('is never larger than can be kept', () => {
    const large = Array.from({ length: 300 }, (_, index) => ({ name: `item ${index}`, price: index }))
    expect(JSON.stringify(corrupt(fault, large, 1, 5)).length).toBeLessThan(1_200_000)
    expect(JSON.stringify(corrupt(fault, { args: [], stdin: 'some words\n' }, 1, 5)).length).toBeLessThan(1_200_000)
  })
})

describe('places', () => {
  const task = { list: [1, 2, 3], name: 'Ada', inner: { deep: [{ x: 1 }] } }

  test('are found at every depth', () => {
    const seen = new Set(Array.from({ length: 200 }, (_, number) => JSON.stringify(corrupt(byId('empty-input'), task, number))))
    for (const expected of [{ ...task, list: [] }, { ...task, name: '' }, { ...task, inner: {} }, { ...task, inner: { deep: [{ x: null }] } }, { ...task, list: [1, null, 3] }]) {
      expect(seen).toContain(JSON.stringify(expected))
    }
  })

  test('a key named __proto__ stays a key', () => {
    const nasty = JSON.parse('{"__proto__":{"a":1},"b":2}') as Json
    for (let number = 0; number < 20; number += 1) {
      const corrupted = corrupt(byId('hostile-input'), nasty, number) as object
      expect(Object.getPrototypeOf(corrupted)).toBe(Object.prototype)
    }
    expect('isAdmin' in {}).toBe(false)
  })

  test('never one within another', () => {
    for (let number = 0; number < 20; number += 1) {
      const { a, b } = corrupt(byId('empty-input'), { a: [1], b: [2] }, number, 2) as Record<string, Json>
      expect(a).not.toEqual([1])
      expect(b).not.toEqual([2])
    }
  })

  test('as many as the intensity', () => {
    const flat = Array.from({ length: 10 }, (_, index) => `word ${index}`)
    for (const strength of [1, 2, 3, 4, 5]) {
      const corrupted = corrupt(byId('malformed-input'), flat, 5, strength) as Json[]
      expect(corrupted.filter((word, index) => word !== flat[index])).toHaveLength(strength)
    }
  })
})

test('empty-input at 5 leaves nothing', () => {
  expect(corrupt(byId('empty-input'), [1, 2], 1, 5)).toEqual([])
  expect(corrupt(byId('empty-input'), { a: 1 }, 1, 5)).toEqual({})
  expect(corrupt(byId('empty-input'), { args: ['-x'], stdin: 'a\nb' }, 1, 5)).toEqual({ args: ['-x'], stdin: '' })
  expect(corrupt(byId('empty-input'), [], 1, 5)).toBeNull()
})

test('huge-input grows with its intensity, in kind', () => {
  const lengths = [1, 2, 3, 4].map((strength) => (corrupt(byId('huge-input'), [3, 1, 2], 1, strength) as Json[]).length)
  expect(lengths).toEqual([200, 2000, 20_000, 100_000])
  expect(corrupt(byId('huge-input'), 'ab', 1, 1)).toBe('ab'.repeat(100))
  expect(corrupt(byId('huge-input'), -3, 1, 1)).toBe(-8_000_000)
})

test('malformed-input changes types and shapes', () => {
  const types = (task: Json) => new Set(Array.from({ length: 60 }, (_, number) => {
    const corrupted = corrupt(byId('malformed-input'), task, number)
    return corrupted === null ? 'null' : Array.isArray(corrupted) ? 'array' : typeof corrupted
  }))
  expect(types('a word')).toEqual(new Set(['null', 'number', 'array', 'object']))
  expect(types(5)).toEqual(new Set(['null', 'string', 'array']))
  const bodies = Array.from({ length: 60 }, (_, number) => (corrupt(byId('malformed-input'), { method: 'POST', path: '/', body: '{"a":[1,2]}' }, number) as { body: string }).body)
  const isJson = (body: string) => { try { return [JSON.parse(body)].length === 1 } catch { return false } }
  expect(bodies.some(isJson)).toBe(true)
  expect(bodies.every(isJson)).toBe(false)
})

test('hostile-input never brings what was there already', () => {
  for (const value of ['-0', -1]) for (let number = 0; number < 200; number += 1) expect(corrupt(byId('hostile-input'), value, number)).not.toBe(value)
})

test('hostile-input brings what somebody will send', () => {
  const seen = Array.from({ length: 600 }, (_, number) => JSON.stringify(corrupt(byId('hostile-input'), ['name', 7], number, 2))).join('')
  for (const hostile of ['DROP TABLE', '../../', '<script>', '\\u0000', '\\ud800', '\u202e', '👩', '__proto__', '"isAdmin"', 'e+308', '-1', '0.1']) expect(seen).toContain(hostile)
})
