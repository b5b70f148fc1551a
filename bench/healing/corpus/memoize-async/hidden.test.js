const test = require('node:test')
const assert = require('node:assert')
const { memoizeAsync } = require('./program.js')

function counted(action = async (key) => `<${key}>`) {
  const calls = []
  const wrapped = (key) => {
    calls.push(key)
    return action(key)
  }
  return { calls, wrapped }
}

test('calls through', async () => {
  assert.strictEqual(await memoizeAsync(counted().wrapped)('a'), '<a>')
})

test('calls for each key', async () => {
  const { calls, wrapped } = counted()
  const memoized = memoizeAsync(wrapped)
  await memoized('a')
  await memoized('b')
  assert.deepStrictEqual(calls, ['a', 'b'])
})

test('calls at the same time share one', async () => {
  const { calls, wrapped } = counted()
  const memoized = memoizeAsync(wrapped)
  assert.deepStrictEqual(await Promise.all([memoized('x'), memoized('x')]), ['<x>', '<x>'])
  assert.deepStrictEqual(calls, ['x'])
})

test('failures are passed on', async () => {
  const memoized = memoizeAsync(async () => { throw new Error('down') })
  await assert.rejects(memoized('a'), /down/)
})
