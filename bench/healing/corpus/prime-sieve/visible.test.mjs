import assert from 'node:assert'
import { primesUpTo } from './program.mjs'

assert.deepStrictEqual(primesUpTo(0), [])
assert.deepStrictEqual(primesUpTo(2), [2])
assert.deepStrictEqual(primesUpTo(3), [2, 3])
assert.deepStrictEqual(primesUpTo(10), [2, 3, 5, 7])
assert.deepStrictEqual(primesUpTo(29), [2, 3, 5, 7, 11, 13, 17, 19, 23, 29])
