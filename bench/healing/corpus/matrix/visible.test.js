const test = require('node:test')
const assert = require('node:assert')
const { transpose, multiply, identity, determinant, power } = require('./program.js')

test('transpose a wide matrix', () => {
  assert.deepStrictEqual(transpose([[1, 2, 3], [4, 5, 6]]), [[1, 4], [2, 5], [3, 6]])
})

test('multiply squares', () => {
  assert.deepStrictEqual(multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]]), [[19, 22], [43, 50]])
})

test('identity', () => {
  assert.deepStrictEqual(identity(3), [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
})

test('determinant of two by two', () => {
  assert.strictEqual(determinant([[3, 8], [4, 6]]), -14)
})

test('determinant of three by three', () => {
  assert.strictEqual(determinant([[6, 1, 1], [4, -2, 5], [2, 8, 7]]), -306)
})

test('power', () => {
  assert.deepStrictEqual(power([[1, 1], [1, 0]], 5), [[8, 5], [5, 3]])
})
