import assert from 'node:assert'
import { DisjointSet } from './program.mjs'

const joined = (count, ...pairs) => {
  const set = new DisjointSet(count)
  for (const [a, b] of pairs) set.union(a, b)
  return set
}

assert.strictEqual(joined(4).areJoined(1, 2), false)
assert.strictEqual(joined(4, [0, 1]).areJoined(1, 0), true)
assert.strictEqual(joined(5, [0, 1], [2, 3]).areJoined(1, 2), false)
assert.strictEqual(joined(5, [0, 1], [2, 3], [3, 1]).areJoined(0, 2), true)
assert.strictEqual(joined(5, [0, 1], [2, 3], [3, 1]).groups, 2)
assert.strictEqual(joined(6, [0, 1], [1, 2], [2, 0]).groups, 4)
assert.strictEqual(joined(3, [0, 1]).union(1, 2), true)
assert.strictEqual(joined(6, [0, 1], [2, 3], [1, 3]).areJoined(2, 0), true)
