import assert from 'node:assert'
import { deepEqual } from './program.mjs'

assert.strictEqual(deepEqual(1, 1), true)
assert.strictEqual(deepEqual(1, '1'), false)
assert.strictEqual(deepEqual(NaN, NaN), true)
assert.strictEqual(deepEqual(null, {}), false)
assert.strictEqual(deepEqual({ a: 1, b: 2 }, { a: 1 }), false)
assert.strictEqual(deepEqual([1, [2, 3]], [1, [2, 3]]), true)
assert.strictEqual(deepEqual([], {}), false)
assert.strictEqual(deepEqual(new Map([['a', {}]]), new Map([['a', {}]])), true)
