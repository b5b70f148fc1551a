const assert = require('node:assert')
const { integerRoot } = require('./program.js')

assert.strictEqual(integerRoot(0), 0)
assert.strictEqual(integerRoot(1), 1)
assert.strictEqual(integerRoot(2), 1)
assert.strictEqual(integerRoot(8), 2)
assert.strictEqual(integerRoot(2 ** 40), 2 ** 20)
assert.throws(() => integerRoot(-1), RangeError)
