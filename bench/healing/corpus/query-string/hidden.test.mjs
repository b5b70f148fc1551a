import test from 'node:test'
import assert from 'node:assert/strict'
import { formatQuery, parseQuery } from './program.mjs'

test('parse with a question mark', () => {
  assert.deepEqual(parseQuery('?q=x'), { q: 'x' })
})

test('parse a value that holds an equals sign', () => {
  assert.deepEqual(parseQuery('eq=a=b'), { eq: 'a=b' })
})

test('format in order', () => {
  assert.equal(formatQuery({ b: 2, a: 1 }), 'a=1&b=2')
})

test('format leaves out what is missing', () => {
  assert.equal(formatQuery({ a: undefined, b: null, c: 0, d: '' }), 'c=0&d=')
})

test('format escapes', () => {
  assert.equal(formatQuery({ 'a b': 'c&d' }), 'a%20b=c%26d')
})

test('there and back', () => {
  assert.deepEqual(parseQuery(formatQuery({ x: ['1', '2'], y: 'é' })), { x: ['1', '2'], y: 'é' })
})

test('parse a value that ends with equals signs', () => {
  assert.deepEqual(parseQuery('token=abc==&x=1'), { token: 'abc==', x: '1' })
})
