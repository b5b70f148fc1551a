import test from 'node:test'
import assert from 'node:assert'
import { inWords } from './program.mjs'

test('0', () => {
  assert.strictEqual(inWords(0), 'zero')
})

test('13', () => {
  assert.strictEqual(inWords(13), 'thirteen')
})

test('20', () => {
  assert.strictEqual(inWords(20), 'twenty')
})

test('99', () => {
  assert.strictEqual(inWords(99), 'ninety-nine')
})

test('100', () => {
  assert.strictEqual(inWords(100), 'one hundred')
})

test('2,001', () => {
  assert.strictEqual(inWords(2001), 'two thousand and one')
})
