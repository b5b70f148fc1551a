import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawSeed, pick, seededRandom, shuffle } from '../../lib/chaos/random.ts'

const draws = (seed: number, count: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => random())
}

test('the same seed gives the same numbers, here and on every machine', () => {
  expect(draws(42, 3).map((number) => Math.floor(number * 2 ** 32))).toEqual([2581720956, 1925393290, 3661312704])
  expect(draws(7, 50)).toEqual(draws(7, 50))
  expect(draws(7, 50)).not.toEqual(draws(8, 50))
})

test('numbers lie in [0, 1) and spread evenly', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (seed) => {
    const numbers = draws(seed, 500)
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
    expect(new Set(numbers.map((number) => Math.floor(number * 10))).size).toBe(10)
  }))
})

test('drawn seeds are what a command may carry, and differ', () => {
  const seeds = Array.from({ length: 50 }, drawSeed)
  for (const seed of seeds) expect(seed).toBe(seed >>> 0)
  expect(new Set(seeds).size).toBeGreaterThan(45)
})

test('shuffle keeps every element and the original', () => {
  fc.assert(fc.property(fc.array(fc.integer()), fc.nat(), (list, seed) => {
    const before = [...list]
    expect(shuffle(list, seededRandom(seed)).sort()).toEqual([...before].sort())
    expect(list).toEqual(before)
  }))
  expect(new Set(Array.from({ length: 200 }, (_, seed) => shuffle([1, 2, 3], seededRandom(seed)).join(''))).size).toBe(6)
})

test('pick reaches every element, and refuses an empty list', () => {
  expect(new Set(Array.from({ length: 100 }, (_, seed) => pick('abc'.split(''), seededRandom(seed))))).toEqual(new Set(['a', 'b', 'c']))
  expect(() => pick([], seededRandom(1))).toThrow(RangeError)
})
