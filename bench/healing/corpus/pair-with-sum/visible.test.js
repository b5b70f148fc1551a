const assert = require('node:assert')
const { pairWithSum } = require('./program.js')

assert.deepStrictEqual(pairWithSum([2, 7, 11, 15], 9), [0, 1])
assert.deepStrictEqual(pairWithSum([3, 3], 6), [0, 1])
assert.strictEqual(pairWithSum([1, 2, 3], 7), null)
assert.strictEqual(pairWithSum([], 0), null)
assert.strictEqual(pairWithSum([4], 8), null)
