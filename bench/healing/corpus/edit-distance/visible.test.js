const assert = require('node:assert')
const { editDistance } = require('./program.js')

assert.strictEqual(editDistance('abc', 'abc'), 0)
assert.strictEqual(editDistance('abcd', ''), 4)
assert.strictEqual(editDistance('electron', 'neutron'), 3)
assert.strictEqual(editDistance('book', 'back'), 2)
assert.strictEqual(editDistance('intention', 'execution'), 5)
