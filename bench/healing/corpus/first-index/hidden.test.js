const assert = require('node:assert')
const { firstIndex } = require('./program.js')

assert.strictEqual(firstIndex([], 1), -1)
assert.strictEqual(firstIndex([5], 5), 0)
assert.strictEqual(firstIndex([1, 3, 5, 7], 9), -1)
assert.strictEqual(firstIndex([1, 2, 3, 3, 4, 4], 4), 4)
assert.strictEqual(firstIndex([10, 20, 30], 20), 1)
