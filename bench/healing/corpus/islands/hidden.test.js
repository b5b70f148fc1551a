const assert = require('node:assert')
const { countIslands } = require('./program.js')

assert.strictEqual(countIslands([]), 0)
assert.strictEqual(countIslands(['...', '...']), 0)
assert.strictEqual(countIslands(['##', '##']), 1)
assert.strictEqual(countIslands(['##..#', '...##', '#....']), 3)
assert.strictEqual(countIslands(['.#', '##']), 1)
