import test from 'node:test'
import assert from 'node:assert'
import { firstWithin, TimeoutError, withTimeout } from './program.mjs'

const never = new Promise(() => {})
const later = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value))

test('in time', async () => {
  assert.strictEqual(await withTimeout(Promise.resolve('ok'), 1000), 'ok')
})

test('too late', async () => {
  await assert.rejects(withTimeout(never, 5), TimeoutError)
})

test('says what it was told to say', async () => {
  await assert.rejects(withTimeout(never, 1, 'no answer'), /no answer/)
})

test('a failure is passed on', async () => {
  await assert.rejects(withTimeout(Promise.reject(new RangeError('bad')), 1000), RangeError)
})

test('a failure does not count as the first', async () => {
  assert.strictEqual(await firstWithin([Promise.reject(new Error('a')), Promise.resolve('b')], 1000, 'none'), 'b')
})
