const assert = require('node:assert')
const { bitCount } = require('./program.js')

assert.strictEqual(bitCount(127), 7)
assert.strictEqual(bitCount(3005), 9)
assert.strictEqual(bitCount(13), 3)
assert.strictEqual(bitCount(4294967295), 32)
assert.strictEqual(bitCount(2147483648), 1)
