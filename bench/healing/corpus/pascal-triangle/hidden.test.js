const assert = require('node:assert')
const { pascalTriangle } = require('./program.js')

assert.deepStrictEqual(pascalTriangle(1), [[1]])
assert.deepStrictEqual(pascalTriangle(3), [[1], [1, 1], [1, 2, 1]])
assert.deepStrictEqual(pascalTriangle(5).at(-1), [1, 4, 6, 4, 1])
assert.deepStrictEqual(pascalTriangle(7)[6].reduce((a, b) => a + b), 64)
