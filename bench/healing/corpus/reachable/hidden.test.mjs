import test from 'node:test'
import assert from 'node:assert'
import { isReachable } from './program.mjs'

const graph = { a: ['b', 'c'], b: ['d'], c: ['c', 'e'], d: ['a'], e: [], f: ['a'] }

test('a node reaches itself', () => {
  assert.ok(isReachable(graph, 'e', 'e'))
})

test('over one edge', () => {
  assert.ok(isReachable(graph, 'a', 'b'))
})

test('not against the direction', () => {
  assert.strictEqual(isReachable(graph, 'e', 'c'), false)
})

test('two cycles', () => {
  assert.strictEqual(isReachable({ 1: ['2'], 2: ['1', '3'], 3: ['2'] }, '1', '4'), false)
})
