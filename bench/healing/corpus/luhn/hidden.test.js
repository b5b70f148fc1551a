const assert = require('node:assert')
const { isValid } = require('./program.js')

assert.strictEqual(isValid('0'), false)
assert.strictEqual(isValid('055 444 285'), true)
assert.strictEqual(isValid('055 444 286'), false)
assert.strictEqual(isValid('4539 3195 0343 6467'), true)
assert.strictEqual(isValid('4539 3195 0343 6476'), false)
assert.strictEqual(isValid('7992a398713'), false)
