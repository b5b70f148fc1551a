import test from 'node:test'
import assert from 'node:assert'
import { contrast, formatHex, luminance, mix, parseHex } from './program.mjs'

test('parse six digits', () => {
  assert.deepStrictEqual(parseHex('#ff8800'), [255, 136, 0])
})

test('refuse what is no colour', () => {
  assert.throws(() => parseHex('red'), SyntaxError)
  assert.throws(() => parseHex('#12345'), SyntaxError)
})

test('format', () => {
  assert.strictEqual(formatHex([0, 10, 255]), '#000aff')
})

test('mix nothing and all', () => {
  assert.strictEqual(mix('#123456', '#abcdef', 0), '#123456')
  assert.strictEqual(mix('#123456', '#abcdef', 1), '#abcdef')
})

test('luminance of the ends', () => {
  assert.strictEqual(luminance('#000'), 0)
  assert.strictEqual(luminance('#fff'), 1)
})

test('contrast does not care for order', () => {
  assert.strictEqual(contrast('#000', '#fff').toFixed(2), '21.00')
  assert.strictEqual(contrast('#777', '#777'), 1)
})
