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

test('an empty list', async () => {
  assert.deepEqual(await mapPool([], 3, async () => 1), [])
})

test('the index is given', async () => {
  assert.deepEqual(await mapPool(['a', 'b'], 1, async (item, index) => item + index), ['a0', 'b1'])
})

test('as many as allowed', async () => {
  assert.equal(await peakOf(4, 9), 4)
})

test('a failure is passed on', async () => {
  const failing = mapPool([1, 2], 1, async (n) => {
    if (n === 2) throw new Error('two')
  })
  await assert.rejects(failing, /two/)
})

test('more than the limit at last', async () => {
  assert.deepEqual(await mapPool([1, 2, 3, 4], 3, async (n) => n + 1), [2, 3, 4, 5])
})

test('adds up what was given', async () => {
  let sum = 0
  await mapPool([1, 2, 3, 4], 2, async (n) => {
    sum += n
    await turns(4)
  })
  assert.equal(sum, 10)
})
