const test = require('node:test')
const assert = require('node:assert')
const { transpose, multiply, identity, determinant, power } = require('./program.js')

test('transpose one row', () => {
  assert.deepStrictEqual(transpose([[7, 8]]), [[7], [8]])
})

test('multiply a row by a column', () => {
  assert.deepStrictEqual(multiply([[1, 2, 3]], [[4], [5], [6]]), [[32]])
})

test('refuse what does not fit', () => {
  assert.throws(() => multiply([[1, 2]], [[1, 2]]), RangeError)
})

test('determinant of one', () => {
  assert.strictEqual(determinant([[5]]), 5)
})

test('determinant of a matrix with equal rows', () => {
  assert.strictEqual(determinant([[2, 5, 1], [2, 5, 1], [3, 0, 4]]), 0)
})

test('power of zero', () => {
  assert.deepStrictEqual(power([[2, 3], [4, 5]], 0), [[1, 0], [0, 1]])
})
