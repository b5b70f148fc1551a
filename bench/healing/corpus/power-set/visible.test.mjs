import assert from 'node:assert'
import { powerSet } from './program.mjs'

assert.deepStrictEqual(powerSet(['a']), [[], ['a']])
assert.deepStrictEqual(powerSet([1, 2]), [[], [2], [1], [1, 2]])
assert.deepStrictEqual(powerSet([4, 5, 6, 7]).filter((set) => set.length === 3), [[5, 6, 7], [4, 6, 7], [4, 5, 7], [4, 5, 6]])
assert.ok(powerSet([0, 1]).every((set) => Array.isArray(set)))
