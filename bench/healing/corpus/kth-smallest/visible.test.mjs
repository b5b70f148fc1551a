import assert from 'node:assert/strict'
import { kthSmallest } from './program.mjs'

assert.equal(kthSmallest([3, 1, 2], 2), 3)
assert.equal(kthSmallest([], 0), undefined)
assert.equal(kthSmallest([9, 4, 6, 4, 8, 2], 3), 6)
assert.equal(kthSmallest([9, 4, 6, 4, 8, 2], 5), 9)
assert.equal(kthSmallest([1, 2, 3, 4, 5, 6], 4), 5)
