import test from 'node:test'
import assert from 'node:assert/strict'
import { Trie } from './program.mjs'

const trie = () => new Trie().add('car').add('cart').add('cat').add('dog')

test('has what was added', () => {
  assert.equal(trie().has('cart'), true)
})

test('a prefix is no word', () => {
  assert.equal(trie().has('ca'), false)
})

test('has not what goes on behind a word', () => {
  assert.equal(trie().has('dogs'), false)
})

test('words that begin alike', () => {
  assert.deepEqual(trie().startingWith('car'), ['car', 'cart'])
})

test('all words in order', () => {
  assert.deepEqual(new Trie().add('b').add('ab').add('a').startingWith(''), ['a', 'ab', 'b'])
})
