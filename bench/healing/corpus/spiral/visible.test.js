const assert = require('node:assert')
const { spiral } = require('./program.js')

assert.deepStrictEqual(spiral([[1, 2], [4, 3]]), [1, 2, 3, 4])
assert.deepStrictEqual(spiral([[1, 2, 3], [8, 9, 4], [7, 6, 5]]), [1, 2, 3, 4, 5, 6, 7, 8, 9])
assert.deepStrictEqual(spiral([[1, 2, 3, 4]]), [1, 2, 3, 4])
assert.deepStrictEqual(spiral([[1, 2], [6, 3], [5, 4]]), [1, 2, 3, 4, 5, 6])
assert.deepStrictEqual(spiral([['a', 'b', 'c'], ['f', 'e', 'd']]), ['a', 'b', 'c', 'd', 'e', 'f'])
