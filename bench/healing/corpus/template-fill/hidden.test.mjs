import test from 'node:test'
import assert from 'node:assert'
import { fill } from './program.mjs'

test('a name', () => {
  assert.strictEqual(fill('Hi {{ name }}!', { name: 'Ada' }), 'Hi Ada!')
})

test('what is not there', () => {
  assert.strictEqual(fill('[{{ missing }}]', {}), '[]')
})

test('a path that ends early', () => {
  assert.strictEqual(fill('[{{ a.b.c }}]', { a: null }), '[]')
})

test('zero is a value', () => {
  assert.strictEqual(fill('{{ count }} items', { count: 0 }), '0 items')
})

test('a text without places', () => {
  assert.strictEqual(fill('plain {text}', { text: 'x' }), 'plain {text}')
})
