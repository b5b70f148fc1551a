import assert from 'node:assert'
import { fromRoman, toRoman } from './program.mjs'

assert.strictEqual(toRoman(4), 'IV')
assert.strictEqual(toRoman(58), 'LVIII')
assert.throws(() => toRoman(0), RangeError)
assert.throws(() => toRoman(1.5), RangeError)
assert.strictEqual(fromRoman('XL'), 40)
assert.strictEqual(fromRoman('MMXXIV'), 2024)
assert.throws(() => fromRoman('ABC'), SyntaxError)
