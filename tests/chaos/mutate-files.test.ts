import { expect, test } from 'vitest'
import { arithmetic } from '../../lib/chaos/code/arithmetic.ts'
import { mutateFiles } from '../../lib/chaos/mutate-files.ts'

const choice = { seed: 1, intensity: 1 }

test('breaks the entry where it can, and leaves the other files as they are', () => {
  const files = { 'a.js': 'export const a = (n) => n + 2', 'main.js': 'export const perform = (n) => n + 1' }
  expect(mutateFiles(arithmetic, files, 'main.js', choice)).toEqual({
    files: { ...files, 'main.js': 'export const perform = (n) => n - 1' },
    summary: 'line 1: `n + 1` became `n - 1`',
  })
})

test('breaks another file where the entry offers no place, and names it', () => {
  const files = { 'b.js': 'export const b = 1', 'main.js': "export { perform } from './z.js'", 'z.js': 'export const perform = (n) => n * 3' }
  expect(mutateFiles(arithmetic, files, 'main.js', choice)).toEqual({
    files: { ...files, 'z.js': 'export const perform = (n) => n / 3' },
    summary: 'z.js, line 1: `n * 3` became `n / 3`',
  })
})

test('has no answer where no file offers a place', () => {
  expect(mutateFiles(arithmetic, { 'main.js': 'export const perform = () => []' }, 'main.js', choice)).toBeNull()
  expect(mutateFiles(arithmetic, {}, 'main.js', choice)).toBeNull()
})
