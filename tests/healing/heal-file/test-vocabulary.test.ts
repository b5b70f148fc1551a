import { describe, expect, test } from 'vitest'
import { constantsOf, refusalsOf, shapesOf, textsOf } from '../../../lib/healing/heal-file/test-vocabulary.ts'

const messages = (...lines: string[]): string[] => refusalsOf({ 'a.test.js': lines.join('\n') }).map(({ message }) => message)
const shapes = (text: string): string[][] => shapesOf({ 'a.test.js': text })

describe('constants', () => {
  const constants = (text: string) => constantsOf({ 'a.test.js': text })

  test('numbers and short texts, the commonest first', () => {
    expect(constants("assert.equal(f(2), 'one')\nassert.equal(f(2), -3.5)\nassert.equal(f(7), `two`)")).toEqual([2, -3.5, 7, 'one', 'two'])
  })

  test('no parts of names, and no more than one sign', () => {
    expect(constants('f1(a2, b.c3, 5-1)')).toEqual([5, 1])
    expect(constants('')).toEqual([])
  })

  test('no long texts', () => {
    expect(constants(`f('${'x'.repeat(21)}')`)).toEqual([])
  })

  test('of all files together', () => {
    expect(constantsOf({ 'a.test.js': 'f(1)', 'b.test.js': 'f(2, 2)' })).toEqual([2, 1])
  })
})

describe('shapes', () => {
  test('the keys of object literals, each set once', () => {
    expect(shapes("assert.deepEqual(f(1), { total: 1, rest })\nassert.deepEqual(f(2), { total: 3, rest: 4 })\nassert.deepEqual(f(3), { total: 5, rest: 6 })")).toEqual([['total', 'rest']])
    expect(shapes('f({ a: 1, b: 2 })\nf({ b: 1, a: 2 })')).toEqual([['a', 'b'], ['b', 'a']])
    expect(shapes('f({ total, rest })\nf({\n  first: 1,\n  second: 2,\n})')).toEqual([['total', 'rest'], ['first', 'second']])
  })

  test('the inner ones of those that hold others', () => {
    expect(shapes('f({ outer: { a: 1, b: 2 } })')).toEqual([['a', 'b']])
  })

  test('what stands in a list, a call or a text is no key', () => {
    expect(shapes('f({ a: [x, y, z], b: 2 })')).toEqual([['a', 'b']])
    expect(shapes('f({ a: g(x, y, z), b: 2 })')).toEqual([['a', 'b']])
    expect(shapes("f({ a: 'x, y: z', b: \"it's, no: key\" })")).toEqual([['a', 'b']])
  })

  test('no bodies of functions', () => {
    expect(shapes("test('one', () => { run(1) })\nfor (;;) { i += 1 }\nif (a) { return b }")).toEqual([])
  })

  test('eight at most, and none of many keys', () => {
    expect(shapes(Array.from({ length: 12 }, (_, index) => `f({ key${index}: 1 })`).join('\n'))).toHaveLength(8)
    expect(shapes(`f({ ${Array.from({ length: 9 }, (_, index) => `k${index}: 1`).join(', ')} })`)).toEqual([])
  })
})

describe('refusals', () => {
  test('by patterns, in plain words', () => {
    expect(messages('assert.throws(() => f(-1), /must be positive/)', 'await assert.rejects(f(2), { name: "RangeError", message: /^line \\d+: too long$/ })', 'expect(() => f()).toThrow(/a\\/b/i)')).toEqual(['must be positive', ': too long', 'a/b'])
  })

  test('by texts', () => {
    expect(messages("expect(() => f()).toThrow('no such thing')", 'expect(() => f()).toThrowError("isn\'t one")', "assert.throws(f, { message: 'not so' })", "assert.throws(f, { message: 'it isn\\'t' })")).toEqual(['no such thing', "isn't one", 'not so', "it isn't"])
  })

  test('in any words', () => {
    expect(messages('assert.throws(() => f(-1))', 'assert.throws(() => f(-2), RangeError)')).toEqual([''])
  })

  test('each once; a division is no pattern', () => {
    expect(messages('assert.throws(() => f(1), /no/)', 'assert.throws(() => f(a / b, c / d), /no/)')).toEqual(['no'])
  })

  test('only where something is to be refused', () => {
    expect(messages("assert.match(f(1), /fine/)", "assert.equal(f(1), 'good')", "assert.doesNotThrow(() => f(1), /never/)")).toEqual([])
  })

  test('which check it is of is not known', () => {
    expect(refusalsOf({ 'a.test.js': 'assert.throws(f, /no/)' })).toEqual([{ check: null, message: 'no' }])
  })
})

test('texts of several lines, as they are meant', () => {
  const text = String.raw`assert.equal(f(1), 'a 1\nb 2')` + '\nassert.equal(f(2), `c\nd`)\nassert.equal(f(3), "one line")\nassert.equal(f(4), `${x}\ny`)'
  expect(textsOf({ 'a.test.js': text })).toEqual(['a 1\nb 2', 'c\nd'])
})
