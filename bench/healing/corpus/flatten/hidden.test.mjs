import assert from 'node:assert'
import { flatten } from './program.mjs'

assert.deepStrictEqual(flatten([1, 2, 3]), [1, 2, 3])
assert.deepStrictEqual(flatten([[1, [2]], 3], 1), [1, [2], 3])
assert.deepStrictEqual(flatten([1, [2, [3]]], 0), [1, [2, [3]]])
assert.deepStrictEqual(flatten(['a', ['b'], 'cd']), ['a', 'b', 'cd'])
