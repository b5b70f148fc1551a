import { expect, test } from 'vitest'
import { retry } from './program.js'

function setup(...outcomes) {
  const waits = []
  const tried = []
  const action = async (attempt) => {
    tried.push(attempt)
    const outcome = outcomes[attempt - 1]
    if (outcome instanceof Error) throw outcome
    return outcome
  }
  const wait = async (ms) => {
    waits.push(ms)
  }
  return { action, wait, waits, tried }
}

test('succeeds at once', async () => {
  const { action, wait, waits } = setup('yes')
  expect(await retry(action, { wait })).toBe('yes')
  expect(waits).toEqual([])
})

test('waits twice as long each time', async () => {
  const { action, wait, waits } = setup(new Error('1'), new Error('2'), new Error('3'), 'yes')
  await retry(action, { wait, attempts: 4, firstWaitMs: 10 })
  expect(waits).toEqual([10, 20, 40])
})

test('one attempt is no retry', async () => {
  const { action, wait, tried } = setup(new Error('once'), 'yes')
  await expect(retry(action, { wait, attempts: 1 })).rejects.toThrow('once')
  expect(tried).toEqual([1])
})

test('returns what counts as false', async () => {
  const { action, wait } = setup(0, 'never')
  expect(await retry(action, { wait })).toBe(0)
})
