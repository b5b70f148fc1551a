const assert = require('node:assert')
const { commonSubsequence } = require('./program.js')

assert.strictEqual(commonSubsequence('daenarys', 'targaryen'), 'aary')
assert.strictEqual(commonSubsequence('abcde', 'ace'), 'ace')
assert.strictEqual(commonSubsequence('xaxbx', 'yaybyy'), 'ab')
assert.strictEqual(commonSubsequence('aaa', 'aa'), 'aa')
assert.strictEqual(commonSubsequence('letter', 'later'), 'lter')
