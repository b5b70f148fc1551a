const assert = require('node:assert')
const { longestIncreasing } = require('./program.js')

assert.strictEqual(longestIncreasing([5]), 1)
assert.strictEqual(longestIncreasing([1, 2, 3, 4]), 4)
assert.strictEqual(longestIncreasing([4, 1, 5, 3, 7, 6, 2]), 3)
assert.strictEqual(longestIncreasing([10, 9, 2, 5, 3, 7, 101, 18]), 4)
assert.strictEqual(longestIncreasing([7, 7, 1, 2, 2, 3]), 3)
