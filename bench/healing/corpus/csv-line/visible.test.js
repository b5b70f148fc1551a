const assert = require('node:assert')
const { parseLine } = require('./program.js')

assert.deepStrictEqual(parseLine(''), [''])
assert.deepStrictEqual(parseLine('one'), ['one'])
assert.deepStrictEqual(parseLine('a,,c'), ['a', '', 'c'])
assert.deepStrictEqual(parseLine('x,""'), ['x', ''])
assert.deepStrictEqual(parseLine('""""'), ['"'])
assert.throws(() => parseLine('a,"b""'), /not closed/)
