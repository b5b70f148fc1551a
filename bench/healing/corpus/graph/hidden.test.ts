import test from 'node:test'
import assert from 'node:assert/strict'
import { Graph } from './program.ts'

const graphOf = (...edges: string[]): Graph => edges.reduce((graph, [a, b]) => graph.connect(a, b), new Graph())

test('an empty graph', () => {
  assert.deepEqual(new Graph().components(), [])
  assert.equal(new Graph().hasCycle(), false)
})

test('the degree counts both directions', () => {
  const graph = graphOf('ab', 'ac')
  assert.equal(graph.degree('a'), 2)
  assert.equal(graph.degree('c'), 1)
})

test('the degree of a stranger', () => {
  assert.equal(graphOf('ab').degree('z'), 0)
})

test('a cycle in a later component', () => {
  assert.equal(graphOf('ab', 'xy', 'yz', 'zx').hasCycle(), true)
})

test('two trees have no cycle', () => {
  assert.equal(graphOf('ab', 'xy').hasCycle(), false)
})
