const assert = require('node:assert')
const { knapsack } = require('./program.js')

const items = (...pairs) => pairs.map(([weight, value]) => ({ weight, value }))

assert.strictEqual(knapsack(10, []), 0)
assert.strictEqual(knapsack(5, items([5, 8])), 8)
assert.strictEqual(knapsack(10, items([5, 10], [4, 40], [6, 30], [3, 50])), 90)
assert.strictEqual(knapsack(50, items([10, 60], [20, 100], [30, 120])), 220)
assert.strictEqual(knapsack(9, items([3, 7], [3, 7], [4, 9], [5, 11])), 20)
