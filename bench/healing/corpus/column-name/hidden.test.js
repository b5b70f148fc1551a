const assert = require('node:assert')
const { columnName, columnNumber } = require('./program.js')

assert.strictEqual(columnName(1), 'A')
assert.strictEqual(columnName(26), 'Z')
assert.strictEqual(columnName(703), 'AAA')
assert.strictEqual(columnNumber('A'), 1)
assert.strictEqual(columnNumber('z'), 26)
assert.strictEqual(columnNumber(columnName(1000)), 1000)
