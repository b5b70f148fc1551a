const test = require('node:test')
const assert = require('node:assert')
const { calculate } = require('./program.js')

test('from left to right', () => {
  assert.strictEqual(calculate('10 - 4 - 3'), 3)
})

test('division from left to right', () => {
  assert.strictEqual(calculate('100 / 5 / 2'), 10)
})

test('nested brackets', () => {
  assert.strictEqual(calculate('2 * (1 + (4 - 1) * 2)'), 14)
})

test('unary minus before a bracket', () => {
  assert.strictEqual(calculate('4 * -(2 + 1)'), -12)
})

test('fractions', () => {
  assert.strictEqual(calculate('1.5 * 4'), 6)
})

test('a bracket that is not closed', () => {
  assert.throws(() => calculate('(1 + 2'), /not closed/)
})
