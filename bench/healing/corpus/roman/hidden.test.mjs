import assert from 'node:assert'
import { fromRoman, toRoman } from './program.mjs'

assert.strictEqual(toRoman(1), 'I')
assert.strictEqual(toRoman(2024), 'MMXXIV')
assert.strictEqual(toRoman(3999), 'MMMCMXCIX')
assert.throws(() => toRoman(4000), RangeError)
assert.strictEqual(fromRoman('IX'), 9)
assert.strictEqual(fromRoman('mcmxciv'), 1994)
assert.strictEqual(fromRoman('DCCC'), 800)
