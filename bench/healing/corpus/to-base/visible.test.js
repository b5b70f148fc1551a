const assert = require('node:assert')
const { toBase } = require('./program.js')

assert.strictEqual(toBase(5, 2), '101')
assert.strictEqual(toBase(-10, 3), '-101')
assert.strictEqual(toBase(35, 36), 'z')
assert.strictEqual(toBase(64, 8), '100')
assert.throws(() => toBase(3, 37), RangeError)
