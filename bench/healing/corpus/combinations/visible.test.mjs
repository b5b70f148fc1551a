import assert from 'node:assert'
import { combinations } from './program.mjs'

assert.deepStrictEqual([...combinations([1, 2, 3], 0)], [[]])
assert.deepStrictEqual([...combinations([1, 2, 3], 3)], [[1, 2, 3]])
assert.deepStrictEqual([...combinations([], 0)], [[]])
assert.deepStrictEqual([...combinations('wxyz', 3)].map((letters) => letters.join('')), ['wxy', 'wxz', 'wyz', 'xyz'])
