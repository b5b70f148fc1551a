import { expect, test } from 'vitest'
import { changedCharacters } from '../../../lib/repair/5-rank/changed-characters.ts'

test.each([
  ['a < b', 'a < b', 0], ['a < b', 'a <= b', 3], ['f(a,b)', 'f(a, b)', 0], ['', 'if (a) return', 11], ['list[min(i + 1, n)]', 'list[i + 1]', 7], ["'one two'", "'one three'", 20], ['a', '', 1], ['a()\nb()\nc()', 'a()\nb(1)\nc()', 1], ['a()\nb()', 'a()\na()\nb()', 3], ['a()\na()', 'a()', 3],
])('%j became %j: %d', (before, after, count) => {
  expect(changedCharacters(before, after)).toBe(count)
})
