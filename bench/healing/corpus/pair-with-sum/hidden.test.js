const assert = require('node:assert')
const { pairWithSum } = require('./program.js')

assert.deepStrictEqual(pairWithSum([3, 2, 4], 6), [1, 2])
assert.deepStrictEqual(pairWithSum([5, 1, 5, 9], 14), [0, 3])
assert.deepStrictEqual(pairWithSum([-1, 0, 1], 0), [0, 2])
assert.deepStrictEqual(pairWithSum([8, 0, -3, 5], 5), [0, 2])
