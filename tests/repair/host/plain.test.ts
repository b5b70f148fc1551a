import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const { plain, same } = createRequire(import.meta.url)('../../../lib/repair/host/plain.cjs') as { plain: (value: unknown) => unknown; same: (a: unknown, b: unknown) => boolean }

test('what JSON can say is said, and numbers stay what they are', () => {
  expect(plain({ a: [1, -0, NaN, Infinity], b: undefined, c: null, d: new Date(0), e: [undefined, , 1] })).toEqual({ a: [1, -0, NaN, Infinity], c: null, d: '1970-01-01T00:00:00.000Z', e: [null, null, 1] })
  const forged = plain(JSON.parse('{"__proto__": {"a": 1}}')) as object
  expect(Object.getPrototypeOf(forged)).toBe(Object.prototype)
  expect(Object.keys(forged)).toEqual(['__proto__'])
})

test.each([['a function', () => 1], ['undefined', undefined], ['a symbol', Symbol('x')], ['a bigint', 1n], ['what holds itself', (() => { const a: unknown[] = []; a.push(a); return a })()]])('%s cannot be said', (_, value) => {
  expect(() => plain(value)).toThrow(TypeError)
})

test('a plain value is the same as its copy, and as none other', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
    expect(same(a, plain(a))).toBe(true)
    expect(same(a, b)).toBe(same(b, a))
    if (JSON.stringify(a) === JSON.stringify(b) && !JSON.stringify(a).includes('0')) expect(same(a, b)).toBe(true)
  }))
  for (const [a, b] of [[0, -0], [1, '1'], [null, {}], [[], {}], [[1], [1, 2]], [{ a: 1 }, { a: 1, b: 2 }], [{ a: 1 }, { b: 1 }], [[1, 2], [2, 1]], [null, 0]]) expect(same(a, b)).toBe(false)
  expect(same({ a: NaN }, { a: NaN })).toBe(true)
})
