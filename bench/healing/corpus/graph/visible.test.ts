import test from 'node:test'
import assert from 'node:assert/strict'
import { Graph } from './program.ts'

const graphOf = (...edges: string[]): Graph => edges.reduce((graph, [a, b]) => graph.connect(a, b), new Graph())

test('one edge twice is one edge', () => {
  assert.equal(graphOf('ab', 'ba').degree('a'), 1)
})

test('one component', () => {
  assert.deepEqual(graphOf('cb', 'ba').components(), [['a', 'b', 'c']])
})

test('two components', () => {
  assert.deepEqual(graphOf('ab', 'xy', 'bc').components(), [['a', 'b', 'c'], ['x', 'y']])
})

test('a tree has no cycle', () => {
  assert.equal(graphOf('ab', 'ac', 'bd').hasCycle(), false)
})

test('a triangle is a cycle', () => {
  assert.equal(graphOf('ab', 'bc', 'ca').hasCycle(), true)
})
