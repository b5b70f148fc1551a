import test from 'node:test'
import assert from 'node:assert/strict'
import { mapPool } from './program.mjs'

const turns = async (count) => {
  for (let i = 0; i < count; i++) await null
}

async function peakOf(limit, count) {
  let running = 0
  let peak = 0
  await mapPool(Array.from({ length: count }), limit, async () => {
    running += 1
    peak = Math.max(peak, running)
    await turns(3)
    running -= 1
  })
  return peak
}

test('results in order', async () => {
  assert.deepEqual(await mapPool([3, 1, 2], 2, async (n) => n * 10), [30, 10, 20])
})

test('results in order whatever takes longest', async () => {
  const results = await mapPool([9, 1, 5], 3, async (n) => {
    await turns(n)
    return n
  })
  assert.deepEqual(results, [9, 1, 5])
})

test('never more than allowed', async () => {
  assert.equal(await peakOf(2, 6), 2)
})

test('fewer where there are fewer', async () => {
  assert.equal(await peakOf(5, 2), 2)
})

test('each is called once', async () => {
  const called = []
  await mapPool([1, 2, 3, 4, 5], 2, async (n) => {
    called.push(n)
    await turns(n)
  })
  assert.deepEqual(called, [1, 2, 3, 4, 5])
})

test('calls as often as there are items', async () => {
  let calls = 0
  await mapPool(['a', 'b', 'c', 'd'], 3, async () => {
    calls += 1
    await turns(2)
  })
  assert.equal(calls, 4)
})
