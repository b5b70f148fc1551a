import fc from 'fast-check'
import { expect, test } from 'vitest'
import { delayMs } from '../../lib/watcher/backoff.ts'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('the first restart is immediate, whatever chance says', () => {
  fc.assert(fc.property(random, (value) => delayMs(1, () => value) === 0))
  expect(delayMs(0, () => 0.9)).toBe(0)
})

test('the others wait, at most 30 s however many there were', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 5_000 }), random, (attempt, value) => {
    const delay = delayMs(attempt, () => value)
    expect(Number.isInteger(delay)).toBe(true)
    expect(delay).toBeGreaterThanOrEqual(125)
    expect(delay).toBeLessThanOrEqual(30_000)
  }))
})

test('each range lies above the one before, until the cap', () => {
  const most = [2, 3, 4, 5, 6, 7, 8].map((attempt) => delayMs(attempt, () => 0.999_999))
  const least = [2, 3, 4, 5, 6, 7, 8].map((attempt) => delayMs(attempt, () => 0))
  expect(most).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000])
  expect(least).toEqual([125, 250, 500, 1000, 2000, 4000, 8000])
  expect(delayMs(40, () => 0)).toBe(15_000)
  expect(delayMs(40, () => 0.999_999)).toBe(30_000)
})

test('organisms that fell together do not rise together', () => {
  expect(delayMs(5, () => 0.1)).not.toBe(delayMs(5, () => 0.8))
})
