const assert = require('node:assert')
const { add, compare, divide, format, fraction, multiply, parse, subtract } = require('./program.js')

const with2 = (operation, a, b) => format(operation(parse(a), parse(b)))

assert.deepStrictEqual(fraction(3, -6), { numerator: -1, denominator: 2 })
assert.strictEqual(with2(add, '1/2', '1/3'), '5/6')
assert.strictEqual(with2(multiply, '2/3', '9/4'), '3/2')
assert.strictEqual(with2(divide, '1/2', '1/4'), '2')
assert.strictEqual(with2(divide, '3/5', '-6'), '-1/10')
assert.ok(compare(parse('-1/2'), parse('1/3')) < 0)
assert.throws(() => parse('1.5'), SyntaxError)
