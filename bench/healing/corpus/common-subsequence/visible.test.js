const assert = require('node:assert')
const { commonSubsequence } = require('./program.js')

assert.strictEqual(commonSubsequence('', 'abc'), '')
assert.strictEqual(commonSubsequence('abc', 'xyz'), '')
assert.strictEqual(commonSubsequence('same', 'same'), 'same')
assert.strictEqual(commonSubsequence('headache', 'pentadactyl'), 'eadac')
assert.strictEqual(commonSubsequence('thanos', 'tarly'), 'ta')
assert.strictEqual(commonSubsequence('hello', 'halo'), 'hlo')
