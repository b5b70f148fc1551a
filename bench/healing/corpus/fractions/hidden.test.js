const assert = require('node:assert')
const { add, compare, divide, format, fraction, multiply, parse, subtract } = require('./program.js')

const with2 = (operation, a, b) => format(operation(parse(a), parse(b)))

assert.deepStrictEqual(fraction(6, 8), { numerator: 3, denominator: 4 })
assert.throws(() => fraction(1, 0), RangeError)
assert.strictEqual(with2(add, '1/4', '3/4'), '1')
assert.strictEqual(with2(subtract, '1/2', '2/3'), '-1/6')
assert.strictEqual(with2(subtract, '5', '1/2'), '9/2')
assert.throws(() => divide(parse('1/2'), parse('0')), RangeError)
assert.ok(compare(parse('2/3'), parse('3/5')) > 0)
