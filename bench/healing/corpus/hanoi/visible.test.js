const assert = require('node:assert')
const { hanoi } = require('./program.js')

assert.deepStrictEqual(hanoi(1), [[1, 3]])
assert.deepStrictEqual(hanoi(2), [[1, 2], [1, 3], [2, 3]])
assert.deepStrictEqual(hanoi(2, 1, 2), [[1, 3], [1, 2], [3, 2]])
assert.strictEqual(hanoi(6).length, 63)
assert.deepStrictEqual(hanoi(3, 3, 1)[3], [3, 1])
