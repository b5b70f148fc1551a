const test = require('node:test')
const assert = require('node:assert')
const { LinkedList } = require('./program.js')

test('keeps the order', () => {
  assert.deepStrictEqual([...new LinkedList([1, 2]).append(3)], [1, 2, 3])
})

test('goes on behind a removed tail', () => {
  const list = new LinkedList([1, 2, 3])
  list.remove(3)
  list.append(4)
  assert.deepStrictEqual([...list], [1, 2, 4])
})

test('says when there was nothing to remove', () => {
  const list = new LinkedList([1])
  assert.strictEqual(list.remove(5), false)
  assert.strictEqual(list.length, 1)
})

test('reverses', () => {
  assert.deepStrictEqual([...new LinkedList([1, 2, 3]).reverse()], [3, 2, 1])
})

test('removes the first of equals only', () => {
  const list = new LinkedList([7, 8, 7])
  list.remove(7)
  assert.deepStrictEqual([...list], [8, 7])
})
