const assert = require('node:assert')
const { isValid } = require('./program.js')

assert.strictEqual(isValid('59'), true)
assert.strictEqual(isValid('059'), true)
assert.strictEqual(isValid('8273 1232 7352 0569'), false)
assert.strictEqual(isValid('79927398713'), true)
assert.strictEqual(isValid('18'), true)
assert.strictEqual(isValid(''), false)
