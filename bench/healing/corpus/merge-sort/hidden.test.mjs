import assert from 'node:assert'
import { mergeSort } from './program.mjs'

assert.deepStrictEqual(mergeSort([]), [])

assert.deepStrictEqual(mergeSort([3, 1, 2]), [1, 2, 3])

assert.deepStrictEqual(mergeSort([-1, 0, -3, 2]), [-3, -1, 0, 2])

assert.deepStrictEqual(mergeSort([1, 2, 3], (a, b) => b - a), [3, 2, 1])

const given = [4, 2, 3]
mergeSort(given)
assert.deepStrictEqual(given, [4, 2, 3])
