const assert = require('node:assert')
const { integerRoot } = require('./program.js')

assert.strictEqual(integerRoot(4), 2)
assert.strictEqual(integerRoot(15), 3)
assert.strictEqual(integerRoot(16), 4)
assert.strictEqual(integerRoot(99), 9)
assert.strictEqual(integerRoot(10000), 100)
