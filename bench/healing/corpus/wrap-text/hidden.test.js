const assert = require('node:assert')
const { wrapText } = require('./program.js')

assert.deepStrictEqual(wrapText('', 10), [])
assert.deepStrictEqual(wrapText('one two', 6), ['one', 'two'])
assert.deepStrictEqual(wrapText('the quick brown fox', 10), ['the quick', 'brown fox'])
assert.deepStrictEqual(wrapText('a  b\nc', 5), ['a b c'])
assert.deepStrictEqual(wrapText('   ', 4), [])
assert.deepStrictEqual(wrapText('red green blue', 8), ['red', 'green', 'blue'])
