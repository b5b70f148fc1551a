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

test('calls once for one key', async () => {
  const { calls, wrapped } = counted()
  const memoized = memoizeAsync(wrapped)
  await memoized('a')
  assert.strictEqual(await memoized('a'), '<a>')
  assert.deepStrictEqual(calls, ['a'])
})

test('failures are forgotten', async () => {
  let isDown = true
  const memoized = memoizeAsync(async (key) => {
    if (isDown) throw new Error('down')
    return key
  })
  await assert.rejects(memoized('a'))
  isDown = false
  assert.strictEqual(await memoized('a'), 'a')
})

test('old results are fetched again', async () => {
  let time = 1000
  const { calls, wrapped } = counted()
  const memoized = memoizeAsync(wrapped, { maxAgeMs: 50, now: () => time })
  await memoized('a')
  time = 1050
  await memoized('a')
  assert.deepStrictEqual(calls, ['a', 'a'])
})

test('young results are not fetched again', async () => {
  let time = 1000
  const { calls, wrapped } = counted()
  const memoized = memoizeAsync(wrapped, { maxAgeMs: 50, now: () => time })
  await memoized('a')
  time = 1049
  await memoized('a')
  assert.deepStrictEqual(calls, ['a'])
})

test('undefined is remembered too', async () => {
  const { calls, wrapped } = counted(async () => undefined)
  const memoized = memoizeAsync(wrapped)
  await memoized(1)
  await memoized(1)
  assert.strictEqual(calls.length, 1)
})
