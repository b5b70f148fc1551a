const assert = require('node:assert')
const { wrapText } = require('./program.js')

assert.deepStrictEqual(wrapText('one', 10), ['one'])
assert.deepStrictEqual(wrapText('one two', 7), ['one two'])
assert.deepStrictEqual(wrapText('an extraordinary day', 8), ['an', 'extraordinary', 'day'])
assert.deepStrictEqual(wrapText('a b c d e f', 3), ['a b', 'c d', 'e f'])
assert.deepStrictEqual(wrapText('to be or not to be', 9), ['to be or', 'not to be'])
assert.deepStrictEqual(wrapText('x y z', 2), ['x', 'y', 'z'])
