import assert from 'node:assert'
import { combinations } from './program.mjs'

assert.deepStrictEqual([...combinations([1, 2, 3], 1)], [[1], [2], [3]])
assert.deepStrictEqual([...combinations([1, 2, 3], 2)], [[1, 2], [1, 3], [2, 3]])
assert.deepStrictEqual([...combinations([1, 2], 3)], [])
assert.strictEqual([...combinations(['a', 'b', 'c', 'd', 'e'], 3)].length, 10)
