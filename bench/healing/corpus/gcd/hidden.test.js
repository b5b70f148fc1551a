const assert = require('node:assert')
const { gcd } = require('./program.js')

assert.strictEqual(gcd(17, 5), 1)
assert.strictEqual(gcd(0, 9), 9)
assert.strictEqual(gcd(-8, 12), 4)
assert.strictEqual(gcd(1071, 462), 21)
assert.strictEqual(gcd(270, 192), 6)
