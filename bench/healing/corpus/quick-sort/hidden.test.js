const assert = require('node:assert')
const quickSort = require('./program.js')

assert.deepStrictEqual(quickSort([1]), [1])
assert.deepStrictEqual(quickSort([2, 1]), [1, 2])
assert.deepStrictEqual(quickSort([4, 1, 4, 2]), [1, 2, 4, 4])
assert.deepStrictEqual(quickSort([1.5, 1.25, 1]), [1, 1.25, 1.5])
