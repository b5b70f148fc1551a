import assert from 'node:assert'
import { DisjointSet } from './program.mjs'

const joined = (count, ...pairs) => {
  const set = new DisjointSet(count)
  for (const [a, b] of pairs) set.union(a, b)
  return set
}

assert.strictEqual(joined(4).groups, 4)
assert.strictEqual(joined(4).areJoined(3, 3), true)
assert.strictEqual(joined(5, [0, 1], [1, 2]).areJoined(0, 2), true)
assert.strictEqual(joined(6, [4, 5], [5, 3]).sizeOf(4), 3)
assert.strictEqual(joined(6, [0, 1], [2, 3], [0, 2]).sizeOf(3), 4)
assert.strictEqual(joined(3).sizeOf(1), 1)
assert.strictEqual(joined(3, [0, 1]).union(1, 0), false)
assert.strictEqual(joined(8, [0, 1], [2, 3], [4, 5], [1, 3], [3, 5]).areJoined(4, 0), true)
