import assert from 'node:assert/strict'
import { maxSubarray } from './program.mjs'

assert.deepEqual(maxSubarray([1, 2, 3]), { sum: 6, from: 0, to: 3 })
assert.deepEqual(maxSubarray([3, -1, 4, -10, 5]), { sum: 6, from: 0, to: 3 })
assert.deepEqual(maxSubarray([-2, 7, -9, 6, 3]), { sum: 9, from: 3, to: 5 })
assert.deepEqual(maxSubarray([2, -1, 2]), { sum: 3, from: 0, to: 3 })
assert.throws(() => maxSubarray([]), RangeError)
