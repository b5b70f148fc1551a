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

it('calls once for the same arguments', () => {
  const { memoized, calls } = counted()
  memoized(1, 2)
  expect(memoized(1, 2)).toBe(3)
  expect(calls).toHaveLength(1)
})

it('calls for other arguments', () => {
  const { memoized, calls } = counted()
  memoized(1, 2)
  memoized(2, 1)
  expect(calls).toEqual([[1, 2], [2, 1]])
})

it('looks at all arguments', () => {
  const { memoized } = counted()
  expect(memoized(1, 1)).toBe(2)
  expect(memoized(1, 5)).toBe(6)
})

it('keeps as many as allowed', () => {
  const { memoized, calls } = counted({ limit: 2 })
  memoized(1)
  memoized(2)
  memoized(1)
  memoized(2)
  expect(calls).toHaveLength(2)
})

it('can be cleared', () => {
  const { memoized, calls } = counted()
  memoized(4)
  memoized.clear()
  memoized(4)
  expect(calls).toHaveLength(2)
})

it('remembers an empty text', () => {
  let calls = 0
  const memoized = memoize(() => {
    calls += 1
    return ''
  })
  expect([memoized('x'), memoized('x')]).toEqual(['', ''])
  expect(calls).toBe(1)
})
