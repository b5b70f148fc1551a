import test from 'node:test'
import assert from 'node:assert'
import { contrast, formatHex, luminance, mix, parseHex } from './program.mjs'

test('parse three digits', () => {
  assert.deepStrictEqual(parseHex('#1aF'), [17, 170, 255])
})

test('format what is out of range', () => {
  assert.strictEqual(formatHex([-20, 300, 127.6]), '#00ff80')
})

test('mix halves', () => {
  assert.strictEqual(mix('#000000', '#ffffff'), '#808080')
})

test('mix a quarter', () => {
  assert.strictEqual(mix('#ff0000', '#0000ff', 0.25), '#bf0040')
})

test('luminance of green', () => {
  assert.strictEqual(luminance('#00ff00'), 0.7152)
})

test('contrast of black and white', () => {
  assert.strictEqual(contrast('#fff', '#000'), 21)
})
