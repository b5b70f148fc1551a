import assert from 'node:assert'
import { mergeSort } from './program.mjs'

assert.deepStrictEqual(mergeSort([7]), [7])
assert.deepStrictEqual(mergeSort([5, 5, 1, 5]), [1, 5, 5, 5])
assert.deepStrictEqual(mergeSort([9, 8, 7, 6, 5, 4]), [4, 5, 6, 7, 8, 9])
assert.deepStrictEqual(mergeSort([10, 9, 100, 1]), [1, 9, 10, 100])
assert.deepStrictEqual(mergeSort(['b1', 'a2', 'b0', 'a1'], (x, y) => x.charCodeAt(0) - y.charCodeAt(0)), ['a2', 'a1', 'b1', 'b0'])
