import assert from 'node:assert/strict'
import { kthSmallest } from './program.mjs'

assert.equal(kthSmallest([3, 1, 2], 0), 1)
assert.equal(kthSmallest([3, 1, 2], 1), 2)
assert.equal(kthSmallest([7], 0), 7)
assert.equal(kthSmallest([4, 8], 2), undefined)
assert.equal(kthSmallest([5, 5, 1, 5], 2), 5)
