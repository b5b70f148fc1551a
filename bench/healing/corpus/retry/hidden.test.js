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

test('succeeds at the second attempt', async () => {
  const { action, wait, tried } = setup(new Error('no'), 'yes')
  expect(await retry(action, { wait })).toBe('yes')
  expect(tried).toEqual([1, 2])
})

test('gives up with the last error', async () => {
  const { action, wait, tried } = setup(new Error('1'), new Error('2'), new Error('3'), 'too late')
  await expect(retry(action, { wait })).rejects.toThrow('3')
  expect(tried).toEqual([1, 2, 3])
})

test('does not wait after the last attempt', async () => {
  const { action, wait, waits } = setup(new Error('1'), new Error('2'))
  await expect(retry(action, { wait, attempts: 2 })).rejects.toThrow('2')
  expect(waits).toEqual([100])
})

test('does not retry what is hopeless', async () => {
  const { action, wait, tried } = setup(new Error('busy'), new Error('forbidden'), 'yes')
  const isRetryable = (error) => error.message === 'busy'
  await expect(retry(action, { wait, isRetryable })).rejects.toThrow('forbidden')
  expect(tried).toEqual([1, 2])
})
