const assert = require('node:assert')
const { toBase } = require('./program.js')

assert.strictEqual(toBase(0, 2), '0')
assert.strictEqual(toBase(255, 16), 'ff')
assert.strictEqual(toBase(44, 5), '134')
assert.strictEqual(toBase(1234, 10), '1234')
assert.throws(() => toBase(3, 1), RangeError)
