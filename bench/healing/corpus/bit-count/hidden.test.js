const assert = require('node:assert')
const { bitCount } = require('./program.js')

assert.strictEqual(bitCount(0), 0)
assert.strictEqual(bitCount(1), 1)
assert.strictEqual(bitCount(128), 1)
assert.strictEqual(bitCount(14), 3)
assert.strictEqual(bitCount(5000), 5)
