const test = require('node:test')
const assert = require('node:assert')
const { calculate } = require('./program.js')

test('a number', () => {
  assert.strictEqual(calculate('42'), 42)
})

test('products first', () => {
  assert.strictEqual(calculate('2 + 3 * 4'), 14)
})

test('brackets first', () => {
  assert.strictEqual(calculate('(2 + 3) * 4'), 20)
})

test('unary minus', () => {
  assert.strictEqual(calculate('-3 + 5'), 2)
})

test('something left over', () => {
  assert.throws(() => calculate('1 + 2)'), /unexpected \)/)
})

test('a number is missing', () => {
  assert.throws(() => calculate('1 +'), /missing/)
})
