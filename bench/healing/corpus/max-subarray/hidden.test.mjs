import assert from 'node:assert/strict'
import { maxSubarray } from './program.mjs'

assert.deepEqual(maxSubarray([5]), { sum: 5, from: 0, to: 1 })
assert.deepEqual(maxSubarray([4, -5, 2, 1, -1, 3]), { sum: 5, from: 2, to: 6 })
assert.deepEqual(maxSubarray([0, -1, 2, -1, 3, -1, 0]), { sum: 4, from: 2, to: 5 })
assert.deepEqual(maxSubarray([-3, -1, -2]), { sum: -1, from: 1, to: 2 })
