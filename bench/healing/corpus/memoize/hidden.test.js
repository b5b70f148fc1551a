import { expect, it } from 'vitest'
import { memoize } from './program.js'

function counted(options) {
  const calls = []
  const memoized = memoize((...args) => {
    calls.push(args)
    return args.reduce((sum, number) => sum + number, 0)
  }, options)
  return { memoized, calls }
}

it('returns what the function returns', () => {
  expect(counted().memoized(1, 2)).toBe(3)
})

it('remembers what counts as false', () => {
  const { memoized, calls } = counted()
  memoized(1, -1)
  memoized(1, -1)
  expect(calls.length).toBe(1)
})

it('forgets the oldest', () => {
  const { memoized, calls } = counted({ limit: 2 })
  memoized(1)
  memoized(2)
  memoized(3)
  memoized(1)
  expect(calls.map(([number]) => number)).toEqual([1, 2, 3, 1])
})

it('can have keys of its own', () => {
  const { memoized, calls } = counted({ keyOf: (number) => number % 10 })
  expect(memoized(3)).toBe(3)
  expect(memoized(13)).toBe(3)
  expect(calls).toHaveLength(1)
})

it('remembers zero', () => {
  const { memoized, calls } = counted()
  memoized(0)
  memoized(0)
  expect(calls).toEqual([[0]])
})
