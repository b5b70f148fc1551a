const assert = require('node:assert')
const { hanoi } = require('./program.js')

assert.deepStrictEqual(hanoi(0), [])
assert.deepStrictEqual(hanoi(1, 2, 1), [[2, 1]])
assert.deepStrictEqual(hanoi(3), [[1, 3], [1, 2], [3, 2], [1, 3], [2, 1], [2, 3], [1, 3]])
assert.deepStrictEqual(hanoi(4).at(-1), [2, 3])
