import test from 'node:test'
import assert from 'node:assert'
import { inWords } from './program.mjs'

test('42', () => {
  assert.strictEqual(inWords(42), 'forty-two')
})

test('305', () => {
  assert.strictEqual(inWords(305), 'three hundred and five')
})

test('1,000', () => {
  assert.strictEqual(inWords(1000), 'one thousand')
})

test('15,240', () => {
  assert.strictEqual(inWords(15240), 'fifteen thousand, two hundred and forty')
})

test('100,100', () => {
  assert.strictEqual(inWords(100100), 'one hundred thousand, one hundred')
})

test('999,999', () => {
  assert.strictEqual(inWords(999999), 'nine hundred and ninety-nine thousand, nine hundred and ninety-nine')
})
