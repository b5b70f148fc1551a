const assert = require('node:assert')
const { pascalTriangle } = require('./program.js')

assert.deepStrictEqual(pascalTriangle(0), [])
assert.deepStrictEqual(pascalTriangle(2), [[1], [1, 1]])
assert.deepStrictEqual(pascalTriangle(6)[5], [1, 5, 10, 10, 5, 1])
assert.strictEqual(pascalTriangle(8).length, 8)
