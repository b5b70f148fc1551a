import test from 'node:test'
import assert from 'node:assert'
import { isReachable } from './program.mjs'

const graph = { a: ['b', 'c'], b: ['d'], c: ['c', 'e'], d: ['a'], e: [], f: ['a'] }

test('over several edges', () => {
  assert.ok(isReachable(graph, 'f', 'd'))
})

test('out of a cycle', () => {
  assert.strictEqual(isReachable(graph, 'b', 'e'), true)
})

test('a cycle without a way to the goal', () => {
  assert.strictEqual(isReachable(graph, 'a', 'f'), false)
})

test('past an edge to itself', () => {
  assert.strictEqual(isReachable(graph, 'c', 'a'), false)
})

test('a node without a list of edges', () => {
  assert.strictEqual(isReachable({ a: ['b'] }, 'a', 'z'), false)
})
