const assert = require('node:assert')
const { nextPermutation } = require('./program.js')

assert.deepStrictEqual(nextPermutation([1, 7, 9]), [1, 9, 7])
assert.deepStrictEqual(nextPermutation([3, 2, 4, 1]), [3, 4, 1, 2])
assert.deepStrictEqual(nextPermutation([2, 3, 1]), [3, 1, 2])
assert.strictEqual(nextPermutation([3, 2, 1]), null)
assert.deepStrictEqual(nextPermutation([1, 1, 2]), [1, 2, 1])
