import test from 'node:test'
import assert from 'node:assert/strict'
import { area, boundingBox, contains, distance, perimeter } from './program.mjs'

const polygon = (...pairs) => pairs.map(([x, y]) => ({ x, y }))
const square = polygon([0, 0], [4, 0], [4, 4], [0, 4])
const triangle = polygon([0, 0], [3, 0], [0, 4])
const arrow = polygon([0, 0], [6, 3], [0, 6], [2, 3])

test('distance', () => {
  assert.equal(distance({ x: 1, y: 1 }, { x: 4, y: 5 }), 5)
})

test('distance to itself', () => {
  assert.equal(distance({ x: 2, y: 3 }, { x: 2, y: 3 }), 0)
})

test('area of a triangle', () => {
  assert.equal(area(triangle), 6)
})

test('area away from zero', () => {
  assert.equal(area(polygon([2, 3], [5, 4], [4, 9])), 8)
})

test('area of an arrow', () => {
  assert.equal(area(arrow), 12)
})

test('within', () => {
  assert.equal(contains(square, { x: 1, y: 3 }), true)
})

test('above it', () => {
  assert.equal(contains(triangle, { x: 1, y: 9 }), false)
})

test('bounding box', () => {
  assert.deepEqual(boundingBox(arrow), { x: 0, y: 0, width: 6, height: 6 })
})
