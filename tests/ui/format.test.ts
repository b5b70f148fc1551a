import { describe, expect, test } from 'vitest'
import { ago, count, countdown, counted, duration, median, percent, quantile, shortGenome, stopwatch } from '../../app/_ui/words/format.ts'

describe('duration', () => {
  test.each([
    [0, '0 ms'], [-5, '0 ms'], [0.423, '0.42 ms'], [7.25, '7.3 ms'], [12.4, '12 ms'], [999.4, '999 ms'], [999.6, '1.0 s'], [1234, '1.2 s'], [9949, '9.9 s'], [9960, '10 s'],
    [59_949, '60 s'], [60_000, '1 min'], [200_000, '3 min 20 s'], [3_600_000, '1 h'], [7_500_000, '2 h 5 min'], [86_400_000, '1 d'], [97_200_000, '1 d 3 h'], [NaN, '–'],
  ])('%d ms reads %s', (ms, text) => expect(duration(ms)).toBe(text))
})

test.each([[0, 'just now'], [1600, '2 s ago'], [59_000, '59 s ago'], [61_000, '1 min ago'], [7_300_000, '2 h ago'], [200_000_000, '2 d ago']])('%d ms back reads %s', (ms, text) => expect(ago(ms)).toBe(text))

test.each([[-1, '0:00'], [1, '0:01'], [119_001, '2:00'], [3_599_000, '59:59'], [3_600_000, '1:00:00']])('%d ms to go reads %s', (ms, text) => expect(countdown(ms)).toBe(text))

test('a stopwatch counts whole seconds that have passed', () => {
  expect([999, 560_000, 93_780_000].map(stopwatch)).toEqual(['0:00:00', '0:09:20', '26:03:00'])
})

describe('percent', () => {
  test('is never rounded up to a whole that it is not', () => expect(percent(99_999, 100_000)).toBe('99.9 %'))
  test('is a whole where it is one', () => expect(percent(3, 3)).toBe('100 %'))
  test('of nothing is no number', () => expect(percent(0, 0)).toBe('–'))
  test('of none is zero', () => expect(percent(0, 7)).toBe('0 %'))
})

test('numbers', () => {
  expect(count(1_204_000)).toBe('1,204,000')
  expect([counted(1, 'line'), counted(1204, 'line'), counted(0, 'row')]).toEqual(['1 line', '1,204 lines', '0 rows'])
  expect(median([])).toBeNull()
  expect(median([9, 1, 4])).toBe(4)
  expect(median([10, 2])).toBe(6)
  expect(quantile([1, 2, 3, 4, 5], 0.95)).toBeCloseTo(4.8)
  expect([shortGenome('bubble-sort.g0007'), shortGenome(null)]).toEqual(['g0007', 'none'])
})
