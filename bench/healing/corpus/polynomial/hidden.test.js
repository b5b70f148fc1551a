const assert = require('node:assert')
const { Polynomial } = require('./program.js')

const poly = (...coefficients) => new Polynomial(coefficients)

assert.strictEqual(poly(1, 0, 3).degree, 2)
assert.strictEqual(poly(1, 0, 3).at(2), 13)
assert.deepStrictEqual(poly(1, 2, 3).plus(poly(0, 0, -3)).coefficients, [1, 2])
assert.deepStrictEqual(poly(2, 0, 1).times(poly(-1, 3)).coefficients, [-2, 6, -1, 3])
assert.deepStrictEqual(poly(1, 2).times(poly(0)).coefficients, [0])
assert.deepStrictEqual(poly(9).derivative().coefficients, [0])
