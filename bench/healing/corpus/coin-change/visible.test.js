const assert = require('node:assert')
const { fewestCoins, countWays } = require('./program.js')

assert.strictEqual(fewestCoins([1, 3, 4], 6), 2)
assert.strictEqual(fewestCoins([7], 0), 0)
assert.strictEqual(fewestCoins([5, 2], 11), 4)
assert.strictEqual(fewestCoins([9, 6, 1], 12), 2)
assert.strictEqual(countWays([2], 3), 0)
assert.strictEqual(countWays([3, 7], 0), 1)
