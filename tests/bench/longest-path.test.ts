import { expect, test } from 'vitest'
import { longestPath } from '../../bench/factory/longest-path.ts'

const task = (id: string, ms: number, ...needs: string[]) => ({ id, ms, needs })

test('the longest path of a flow is by time, not by tasks, in whatever order they are told', () => {
  const tasks = [task('end', 1, 'long', 'c'), task('a', 2), task('b', 2, 'a'), task('c', 2, 'b', 'a'), task('long', 7)]
  expect(longestPath(tasks)).toBe(8)
  expect(longestPath(tasks.toReversed())).toBe(8)
  expect(longestPath(tasks.filter(({ id }) => id !== 'long'))).toBe(7)
})

test('what needs nothing of each other takes as long as the longest of it, and nothing takes no time', () => {
  expect(longestPath([task('a', 3), task('b', 5)])).toBe(5)
  expect(longestPath([])).toBe(0)
})
