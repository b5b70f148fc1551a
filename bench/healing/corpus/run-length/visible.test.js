const assert = require('node:assert')
const { encode, decode } = require('./program.js')

assert.strictEqual(encode('a'), '1a')
assert.strictEqual(encode('aaab'), '3a1b')
assert.strictEqual(encode('abc'), '1a1b1c')
assert.strictEqual(encode('zzzzzzzzzzzz'), '12z')
assert.strictEqual(decode('12z'), 'zzzzzzzzzzzz')
assert.strictEqual(decode('1 2-'), ' --')
