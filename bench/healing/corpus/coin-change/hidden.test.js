const assert = require('node:assert')
const { fewestCoins, countWays } = require('./program.js')

assert.strictEqual(fewestCoins([1, 5, 10, 25], 30), 2)
assert.strictEqual(fewestCoins([2], 3), -1)
assert.strictEqual(countWays([1, 2, 5], 5), 4)
assert.strictEqual(countWays([10], 10), 1)
assert.strictEqual(countWays([1, 5, 10, 25], 30), 18)
assert.strictEqual(countWays([2, 3], 12), 3)
