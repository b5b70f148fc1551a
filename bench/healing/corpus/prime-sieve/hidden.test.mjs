import assert from 'node:assert'
import { primesUpTo } from './program.mjs'

assert.deepStrictEqual(primesUpTo(1), [])
assert.deepStrictEqual(primesUpTo(4), [2, 3])
assert.deepStrictEqual(primesUpTo(20), [2, 3, 5, 7, 11, 13, 17, 19])
assert.strictEqual(primesUpTo(100).length, 25)
assert.strictEqual(primesUpTo(50).at(-1), 47)
