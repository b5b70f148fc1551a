const test = require('node:test')
const assert = require('node:assert')
const { LinkedList } = require('./program.js')

test('starts empty', () => {
  const list = new LinkedList()
  assert.deepStrictEqual([...list], [])
  assert.strictEqual(list.length, 0)
})

test('removes from the middle', () => {
  const list = new LinkedList(['a', 'b', 'c'])
  assert.strictEqual(list.remove('b'), true)
  assert.deepStrictEqual([...list], ['a', 'c'])
  assert.strictEqual(list.length, 2)
})

test('removes the head', () => {
  const list = new LinkedList([1, 2])
  list.remove(1)
  assert.deepStrictEqual([...list], [2])
})

test('goes on after the only one was removed', () => {
  const list = new LinkedList([1])
  list.remove(1)
  list.append(2)
  assert.deepStrictEqual([...list], [2])
})

test('goes on behind the new tail after reversing', () => {
  const list = new LinkedList([1, 2]).reverse().append(0)
  assert.deepStrictEqual([...list], [2, 1, 0])
})
