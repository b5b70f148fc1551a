const assert = require('node:assert')
const { spiral } = require('./program.js')

assert.deepStrictEqual(spiral([]), [])
assert.deepStrictEqual(spiral([[1]]), [1])
assert.deepStrictEqual(spiral([[1], [2], [3]]), [1, 2, 3])
assert.deepStrictEqual(spiral([[1, 2, 3, 4], [10, 11, 12, 5], [9, 8, 7, 6]]), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
