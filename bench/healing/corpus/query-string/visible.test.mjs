import test from 'node:test'
import assert from 'node:assert/strict'
import { formatQuery, parseQuery } from './program.mjs'

test('parse two', () => {
  assert.deepEqual(parseQuery('a=1&b=2'), { a: '1', b: '2' })
})

test('parse nothing', () => {
  assert.deepEqual(parseQuery(''), {})
})

test('parse a key without a value', () => {
  assert.deepEqual(parseQuery('flag&x='), { flag: '', x: '' })
})

test('parse a repeated key', () => {
  assert.deepEqual(parseQuery('a=1&a=2&a=3'), { a: ['1', '2', '3'] })
})

test('parse escapes and plus', () => {
  assert.deepEqual(parseQuery('name=J%C3%B8rn+B&c=50%25'), { name: 'Jørn B', c: '50%' })
})

test('format a list', () => {
  assert.equal(formatQuery({ id: [3, 1] }), 'id=3&id=1')
})

test('parse several equals signs', () => {
  assert.deepEqual(parseQuery('?e=m=c=2'), { e: 'm=c=2' })
})
