import test from 'node:test'
import assert from 'node:assert'
import { isBalanced } from './program.mjs'

test('nothing is balanced', () => {
  assert.strictEqual(isBalanced(''), true)
})

test('one pair', () => {
  assert.strictEqual(isBalanced('()'), true)
})

test('text around brackets', () => {
  assert.strictEqual(isBalanced('f(a[0], { b: 1 })'), true)
})

test('a bracket that is never closed', () => {
  assert.strictEqual(isBalanced('(('), false)
})

test('the wrong partner', () => {
  assert.strictEqual(isBalanced('(]'), false)
})
