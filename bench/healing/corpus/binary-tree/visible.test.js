const assert = require('node:assert')
const BinaryTree = require('./program.js')

const treeOf = (...values) => values.reduce((tree, value) => tree.insert(value), new BinaryTree())

assert.deepStrictEqual(treeOf().values(), [])
assert.deepStrictEqual(treeOf(5, 5, 5).values(), [5])
assert.deepStrictEqual(treeOf(8, 3, 10, 1, 6).values(), [1, 3, 6, 8, 10])
assert.strictEqual(treeOf().contains(1), false)
assert.strictEqual(treeOf(4, 2, 6).contains(6), true)
assert.strictEqual(treeOf(4, 2, 6).contains(5), false)
assert.strictEqual(treeOf(9, 4, 7).contains(7), true)
assert.strictEqual(treeOf(7, 3, 9, 1).min(), 1)
