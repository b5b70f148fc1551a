import assert from 'node:assert'
import { flatten } from './program.mjs'

assert.deepStrictEqual(flatten([]), [])
assert.deepStrictEqual(flatten([1, [2, [3, [4]]]]), [1, 2, 3, 4])
assert.deepStrictEqual(flatten([[], [[]], [[[]]]]), [])
assert.deepStrictEqual(flatten([[[1]], [[2, [3]]]], 2), [1, 2, [3]])
assert.deepStrictEqual(flatten([null, [undefined, [false]]]), [null, undefined, false])
