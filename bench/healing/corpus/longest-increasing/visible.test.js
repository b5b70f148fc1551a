const assert = require('node:assert')
const { longestIncreasing } = require('./program.js')

assert.strictEqual(longestIncreasing([]), 0)
assert.strictEqual(longestIncreasing([4, 3, 2, 1]), 1)
assert.strictEqual(longestIncreasing([2, 2, 2]), 1)
assert.strictEqual(longestIncreasing([0, 8, 4, 12, 2, 10, 6, 14, 1, 9]), 4)
assert.strictEqual(longestIncreasing([3, 1, 2, 1, 8, 5, 6]), 4)
assert.strictEqual(longestIncreasing([1, 3, 3, 5]), 3)
