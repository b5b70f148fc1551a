const test = require('node:test')
const assert = require('node:assert')
const { get, set, toPath } = require('./program.js')

test('the steps of a path', () => {
  assert.deepStrictEqual(toPath('a.b[0].c'), ['a', 'b', '0', 'c'])
})

test('get beyond null', () => {
  assert.strictEqual(get({ a: null }, 'a.b', 1), 1)
})

test('get null itself', () => {
  assert.strictEqual(get({ a: null }, 'a', 1), null)
})

test('get what counts as false', () => {
  assert.strictEqual(get({ count: 0 }, 'count', 5), 0)
})

test('set in a list', () => {
  assert.deepStrictEqual(set({ list: [1, 2, 3] }, 'list[1]', 0), { list: [1, 0, 3] })
})

test('set leaves the original alone', () => {
  const original = { a: { b: 1 } }
  set(original, 'a.b', 2)
  assert.deepStrictEqual(original, { a: { b: 1 } })
})

test('set shares what is not on the path', () => {
  const original = { a: { b: 1 }, other: {} }
  assert.strictEqual(set(original, 'a.b', 2).other, original.other)
})
