const assert = require('node:assert')
const { nextPermutation } = require('./program.js')

assert.deepStrictEqual(nextPermutation([1, 2, 3]), [1, 3, 2])
assert.deepStrictEqual(nextPermutation([1, 3, 2]), [2, 1, 3])
assert.deepStrictEqual(nextPermutation([3, 5, 6]), [3, 6, 5])
assert.strictEqual(nextPermutation([1]), null)
assert.deepStrictEqual(nextPermutation([4, 7, 6, 3]), [6, 3, 4, 7])
