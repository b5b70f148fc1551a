const test = require('node:test')
const assert = require('node:assert')
const { get, set, toPath } = require('./program.js')

test('the steps of an index alone', () => {
  assert.deepStrictEqual(toPath('[2][0]'), ['2', '0'])
})

test('get', () => {
  assert.strictEqual(get({ a: { b: [10, 20] } }, 'a.b[1]'), 20)
})

test('get what is not there', () => {
  assert.strictEqual(get({ a: {} }, 'a.b.c', 'none'), 'none')
})

test('set', () => {
  assert.deepStrictEqual(set({ a: { b: 1 }, c: 2 }, 'a.b', 9), { a: { b: 9 }, c: 2 })
})

test('set makes what is missing', () => {
  assert.deepStrictEqual(set({}, 'a.list[0].id', 7), { a: { list: [{ id: 7 }] } })
})

test('get two steps beyond null', () => {
  assert.strictEqual(get({ user: null }, 'user.name.first', '-'), '-')
})

test('get from nothing', () => {
  assert.strictEqual(get(null, 'a', 3), 3)
})
