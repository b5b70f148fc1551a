const assert = require('node:assert')
const { firstIndex } = require('./program.js')

assert.strictEqual(firstIndex([1, 3, 5, 7], 7), 3)
assert.strictEqual(firstIndex([1, 3, 5, 7], 1), 0)
assert.strictEqual(firstIndex([1, 3, 5, 7], 4), -1)
assert.strictEqual(firstIndex([2, 2, 2, 2], 2), 0)
assert.strictEqual(firstIndex([1, 2, 2, 2, 3], 2), 1)
