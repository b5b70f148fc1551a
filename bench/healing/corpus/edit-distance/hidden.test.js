const assert = require('node:assert')
const { editDistance } = require('./program.js')

assert.strictEqual(editDistance('', ''), 0)
assert.strictEqual(editDistance('', 'abc'), 3)
assert.strictEqual(editDistance('kitten', 'sitting'), 3)
assert.strictEqual(editDistance('flaw', 'lawn'), 2)
assert.strictEqual(editDistance('a', 'b'), 1)
