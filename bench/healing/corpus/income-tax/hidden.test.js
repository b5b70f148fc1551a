const assert = require('node:assert')
const { incomeTax, effectiveRate, marginalRate } = require('./program.js')

assert.strictEqual(incomeTax(0), 0)
assert.strictEqual(incomeTax(20_000), 2000)
assert.strictEqual(incomeTax(50_000), 11_000)
assert.strictEqual(incomeTax(10_000.55), 0.11)
assert.strictEqual(effectiveRate(0), 0)
assert.strictEqual(marginalRate(10_000), 0)
