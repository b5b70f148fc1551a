import test from 'node:test'
import assert from 'node:assert'
import { firstWithin, TimeoutError, withTimeout } from './program.mjs'

const never = new Promise(() => {})
const later = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value))

test('a little later, still in time', async () => {
  assert.strictEqual(await withTimeout(later(2, 'late'), 2000), 'late')
})

test('says how long it waited', async () => {
  await assert.rejects(withTimeout(never, 3), { message: 'took longer than 3 ms' })
})

test('the first that is fulfilled', async () => {
  assert.strictEqual(await firstWithin([never, later(2, 'b'), Promise.reject(new Error('c'))], 2000, 'none'), 'b')
})

test('the fallback when all fail', async () => {
  assert.strictEqual(await firstWithin([Promise.reject(new Error('a'))], 1000, 'none'), 'none')
})

test('the fallback when it takes too long', async () => {
  assert.strictEqual(await firstWithin([never], 2, 'none'), 'none')
})
