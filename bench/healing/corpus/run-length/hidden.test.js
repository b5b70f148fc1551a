const assert = require('node:assert')
const { encode, decode } = require('./program.js')

assert.strictEqual(encode(''), '')
assert.strictEqual(encode('aabaa'), '2a1b2a')
assert.strictEqual(decode(''), '')
assert.strictEqual(decode('3a1b'), 'aaab')
assert.strictEqual(decode(encode('hello  world')), 'hello  world')
