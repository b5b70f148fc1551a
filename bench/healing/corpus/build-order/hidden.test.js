const test = require('node:test')
const assert = require('node:assert')
const { buildOrder } = require('./program.js')

test('a diamond comes once', () => {
  assert.deepStrictEqual(buildOrder({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }), ['d', 'b', 'c', 'a'])
})

test('needs by name', () => {
  assert.deepStrictEqual(buildOrder({ site: ['text', 'images'] }), ['images', 'text', 'site'])
})

test('a target that needs itself', () => {
  assert.throws(() => buildOrder({ x: ['x'] }), /circle at x/)
})

test('the given lists are left alone', () => {
  const needs = { a: ['c', 'b'] }
  buildOrder(needs)
  assert.deepStrictEqual(needs, { a: ['c', 'b'] })
})
