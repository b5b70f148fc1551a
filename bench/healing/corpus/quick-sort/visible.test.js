const assert = require('node:assert')
const quickSort = require('./program.js')

assert.deepStrictEqual(quickSort([]), [])
assert.deepStrictEqual(quickSort([3, 3, 3]), [3, 3, 3])
assert.deepStrictEqual(quickSort([0, -5, 12, 7]), [-5, 0, 7, 12])
assert.deepStrictEqual(quickSort([5, 3, 9, 3, 1, 5]), [1, 3, 3, 5, 5, 9])
assert.deepStrictEqual(quickSort([8, 7, 6, 7, 8]), [6, 7, 7, 8, 8])
