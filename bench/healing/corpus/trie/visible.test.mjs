import test from 'node:test'
import assert from 'node:assert/strict'
import { Trie } from './program.mjs'

const trie = () => new Trie().add('car').add('cart').add('cat').add('dog')

test('an empty one has nothing', () => {
  assert.equal(new Trie().has(''), false)
})

test('nothing begins so', () => {
  assert.deepEqual(trie().startingWith('x'), [])
})

test('a word within another stays one', () => {
  assert.deepEqual(trie().add('ca').startingWith('ca'), ['ca', 'car', 'cart', 'cat'])
})

test('adding twice changes nothing', () => {
  assert.deepEqual(trie().add('dog').startingWith('d'), ['dog'])
})

test('the empty word', () => {
  assert.equal(new Trie().add('').has(''), true)
})
