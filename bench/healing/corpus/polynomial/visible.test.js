const assert = require('node:assert')
const { Polynomial } = require('./program.js')

const poly = (...coefficients) => new Polynomial(coefficients)

assert.strictEqual(poly(5, 0, 0).degree, 0)
assert.strictEqual(poly(7).at(100), 7)
assert.strictEqual(poly(-1, 2).at(-3), -7)
assert.deepStrictEqual(poly(1, 2).plus(poly(3, 4, 5)).coefficients, [4, 6, 5])
assert.deepStrictEqual(poly(1, 1).times(poly(1, 1)).coefficients, [1, 2, 1])
assert.deepStrictEqual(poly(4, 3, 2, 1).derivative().coefficients, [3, 4, 3])
