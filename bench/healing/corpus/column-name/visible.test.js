const assert = require('node:assert')
const { columnName, columnNumber } = require('./program.js')

assert.strictEqual(columnName(27), 'AA')
assert.strictEqual(columnName(52), 'AZ')
assert.strictEqual(columnName(0), '')
assert.strictEqual(columnNumber('AB'), 28)
assert.strictEqual(columnNumber('ZZ'), 702)
assert.strictEqual(columnNumber(''), 0)
