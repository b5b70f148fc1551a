import assert from 'node:assert'
import { powerSet } from './program.mjs'

assert.deepStrictEqual(powerSet([]), [[]])
assert.deepStrictEqual(powerSet([1, 2, 3]), [[], [3], [2], [2, 3], [1], [1, 3], [1, 2], [1, 2, 3]])
assert.strictEqual(powerSet([1, 2, 3, 4, 5]).length, 32)
assert.deepStrictEqual(powerSet(['x', 'y']).at(-1), ['x', 'y'])
