import test from 'node:test'
import assert from 'node:assert/strict'
import { area, boundingBox, contains, distance, perimeter } from './program.mjs'

const polygon = (...pairs) => pairs.map(([x, y]) => ({ x, y }))
const square = polygon([0, 0], [4, 0], [4, 4], [0, 4])
const triangle = polygon([0, 0], [3, 0], [0, 4])
const arrow = polygon([0, 0], [6, 3], [0, 6], [2, 3])

test('perimeter of a triangle', () => {
  assert.equal(perimeter(triangle), 12)
})

test('perimeter of a square', () => {
  assert.equal(perimeter(square), 16)
})

test('area the other way round', () => {
  assert.equal(area(square.toReversed()), 16)
})

test('area of a rectangle away from zero', () => {
  assert.equal(area(polygon([1, 1], [4, 1], [4, 3], [1, 3])), 6)
})

test('to the left of it', () => {
  assert.equal(contains(square, { x: -1, y: 2 }), false)
})

test('in the notch of the arrow', () => {
  assert.equal(contains(arrow, { x: 1, y: 3 }), false)
  assert.equal(contains(arrow, { x: 3, y: 3 }), true)
})

test('beyond the long side', () => {
  assert.equal(contains(triangle, { x: 2.5, y: 3 }), false)
})

test('bounding box away from zero', () => {
  assert.deepEqual(boundingBox(polygon([2, 3], [5, 4], [4, 9])), { x: 2, y: 3, width: 3, height: 6 })
})
