import { expect, test } from 'vitest'
import { reachesOut } from '../../lib/repair/reaches-out.ts'

const text = 'const a = process.env.HOME\nArray.prototype.last = 1\nrun(a)\n'
const change = (before: string, after: string): boolean => {
  const start = text.indexOf(before)
  return reachesOut(text, { changes: [{ start, end: start + before.length, text: after }] })
}

test.each([
  'process.exit(0)', 'globalThis.x = 1', 'global.x = 1', 'require("assert").equal = f', 'eval("1")', 'new Function("1")', 'assert.equal = run', 'expect = run',
  'Array.prototype.map = run', 'a.__proto__.b = 1', 'Reflect.set(a, 1)', 'new Proxy(a, {})', 'Object.defineProperty(a, "b", {})', 'Object.setPrototypeOf(a, null)', 'console.log(a)', 'Date.now = () => 0',
])('an edit that brings in %s reaches out', (added) => {
  expect(change('run(a)', added)).toBe(true)
})

test.each(['run(a, 1)', 'run(processed)', 'run(expected)', 'run(Date.now())', 'run(a.asserted)', 'run(requirement)', ''])('one that brings in “%s” does not', (added) => {
  expect(change('run(a)', added)).toBe(false)
})

test('what stands there already may stay, and go', () => {
  expect(change('process.env.HOME', 'process.env.USER')).toBe(false)
  expect(change('Array.prototype.last = 1', '')).toBe(false)
  expect(change('Array.prototype.last = 1', 'Array.prototype.last = Array.prototype.at')).toBe(true)
})
