const assert = require('node:assert')
const { knapsack } = require('./program.js')

const items = (...pairs) => pairs.map(([weight, value]) => ({ weight, value }))

assert.strictEqual(knapsack(0, items([1, 5])), 0)
assert.strictEqual(knapsack(4, items([5, 8])), 0)
assert.strictEqual(knapsack(7, items([1, 1], [3, 4], [4, 5], [5, 7])), 9)
assert.strictEqual(knapsack(6, items([2, 3], [2, 4])), 7)
assert.strictEqual(knapsack(8, items([3, 9], [4, 10])), 19)
