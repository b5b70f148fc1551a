const assert = require('node:assert')
const { parseLine } = require('./program.js')

assert.deepStrictEqual(parseLine('a,b,c'), ['a', 'b', 'c'])
assert.deepStrictEqual(parseLine('a,b,'), ['a', 'b', ''])
assert.deepStrictEqual(parseLine('"a,b",c'), ['a,b', 'c'])
assert.deepStrictEqual(parseLine('"say ""hi""",2'), ['say "hi"', '2'])
assert.deepStrictEqual(parseLine('"a""","b"'), ['a"', 'b'])
assert.throws(() => parseLine('"abc'), SyntaxError)
