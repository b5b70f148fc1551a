import test from 'node:test'
import assert from 'node:assert'
import { mergeIntervals } from './program.mjs'

test('none', () => {
  assert.deepStrictEqual(mergeIntervals([]), [])
})

test('apart from each other', () => {
  assert.deepStrictEqual(mergeIntervals([[1, 2], [4, 5]]), [[1, 2], [4, 5]])
})

test('touching', () => {
  assert.deepStrictEqual(mergeIntervals([[1, 4], [4, 5]]), [[1, 5]])
})

test('not in order', () => {
  assert.deepStrictEqual(mergeIntervals([[9, 12], [1, 3], [10, 11]]), [[1, 3], [9, 12]])
})

test('below zero', () => {
  assert.deepStrictEqual(mergeIntervals([[-5, -1], [-2, 0]]), [[-5, 0]])
})
