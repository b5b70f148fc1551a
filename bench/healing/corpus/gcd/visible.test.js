const assert = require('node:assert')
const { gcd } = require('./program.js')

assert.strictEqual(gcd(12, 18), 6)
assert.strictEqual(gcd(9, 0), 9)
assert.strictEqual(gcd(21, -14), 7)
assert.strictEqual(gcd(100, 100), 100)
assert.strictEqual(gcd(13, 1), 1)
