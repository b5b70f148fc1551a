import test from 'node:test'
import assert from 'node:assert'
import { mergeIntervals } from './program.mjs'

test('one', () => {
  assert.deepStrictEqual(mergeIntervals([[1, 4]]), [[1, 4]])
})

test('overlapping', () => {
  assert.deepStrictEqual(mergeIntervals([[1, 3], [2, 6], [8, 10]]), [[1, 6], [8, 10]])
})

test('one within another', () => {
  assert.deepStrictEqual(mergeIntervals([[1, 10], [2, 3], [4, 5]]), [[1, 10]])
})

test('a long one first, and one that goes on behind it', () => {
  assert.deepStrictEqual(mergeIntervals([[0, 8], [1, 2], [7, 9]]), [[0, 9]])
})

test('the given ones are left alone', () => {
  const given = [[1, 3], [2, 6]]
  mergeIntervals(given)
  assert.deepStrictEqual(given, [[1, 3], [2, 6]])
})
