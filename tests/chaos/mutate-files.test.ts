import { expect, test } from 'vitest'
import { arithmetic } from '../../lib/chaos/code/arithmetic.ts'
import { deleteLines } from '../../lib/chaos/code/delete-lines.ts'
import { syntaxError } from '../../lib/chaos/code/syntax-error.ts'
import { faults } from '../../lib/chaos/faults.ts'
import { mutateFiles, noPlace } from '../../lib/chaos/mutate-files.ts'

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

test('breaks Python by its lines and brackets alone, and says so of every other fault', () => {
  const python = ['# Counts (all) of them.', 'def perform(n):', '    """One more (or so)."""', '    return len([n])', ''].join('\n')
  for (const fault of [deleteLines, syntaxError]) {
    for (let seed = 0; seed < 20; seed += 1) {
      const broken = mutateFiles(fault, { 'main.py': python }, 'main.py', { ...choice, seed })?.files['main.py']
      expect(broken).toContain('# Counts (all) of them.')
      expect(broken).toContain('One more (or so).')
      expect(broken).not.toBe(python)
    }
  }
  for (const fault of faults.filter((one) => one.class === 'code')) if (fault !== deleteLines && fault !== syntaxError) expect(mutateFiles(fault, { 'main.py': python }, 'main.py', choice), fault.id).toBeNull()
  expect(noPlace(arithmetic, 'g0001', 'main.py')).toMatch(/edits JavaScript, and g0001 is Python/)
  expect(noPlace(arithmetic, 'g0001', 'main.js')).toMatch(/finds no place in g0001/)
})
