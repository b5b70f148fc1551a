import assert from 'node:assert'
import { deepEqual } from './program.mjs'

assert.strictEqual(deepEqual({ a: 1, b: [2] }, { b: [2], a: 1 }), true)
assert.strictEqual(deepEqual({ a: 1 }, { a: 1, b: 2 }), false)
assert.strictEqual(deepEqual({ a: undefined }, { b: undefined }), false)
assert.strictEqual(deepEqual([1, 2], [2, 1]), false)
assert.strictEqual(deepEqual(new Date(5), new Date(5)), true)
assert.strictEqual(deepEqual(new Date(5), new Date(6)), false)
assert.strictEqual(deepEqual(new Set([1, 2]), new Set([2, 1])), true)
assert.strictEqual(deepEqual(new Map([['a', 1]]), new Map([['a', 2]])), false)
