import test from 'node:test'
import assert from 'node:assert'
import { isBalanced } from './program.mjs'

test('nested pairs of all kinds', () => {
  assert.strictEqual(isBalanced('{[()]}[]'), true)
})

test('a bracket that was never opened', () => {
  assert.strictEqual(isBalanced('())'), false)
})

test('pairs that cross', () => {
  assert.strictEqual(isBalanced('([)]'), false)
})

test('an open one at the end', () => {
  assert.strictEqual(isBalanced('[]{'), false)
})

test('closing before opening', () => {
  assert.strictEqual(isBalanced('}{'), false)
})
