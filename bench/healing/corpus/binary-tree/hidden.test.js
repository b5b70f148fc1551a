const assert = require('node:assert')
const BinaryTree = require('./program.js')

const treeOf = (...values) => values.reduce((tree, value) => tree.insert(value), new BinaryTree())

assert.deepStrictEqual(treeOf(2, 1, 3).values(), [1, 2, 3])
assert.strictEqual(treeOf().height(), 0)
assert.strictEqual(treeOf(1).height(), 1)
assert.strictEqual(treeOf(1, 2, 3).height(), 3)
assert.strictEqual(treeOf(4, 2, 6, 1).height(), 3)
assert.strictEqual(treeOf().min(), undefined)
assert.strictEqual(treeOf(2, 2).height(), 1)
assert.deepStrictEqual(treeOf(3, 1, 1, 3).values(), [1, 3])
