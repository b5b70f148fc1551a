import { expect, test } from 'vitest'
import { restoreExports } from '../../../lib/repair/1-diagnose/restore-exports.ts'
import { applyChanges } from '../../../lib/repair/edit.ts'
import { readSource } from '../../../lib/repair/source-file.ts'

const results = (text: string, wanted: readonly string[], path = 'program.mjs'): string[] => [...restoreExports(readSource(path, text), wanted)].map(({ changes }) => applyChanges(text, changes))

test('what is asked for is exported again, alone or with all others that are not', () => {
  const text = 'export const a = 1\nconst b = 2\nconst c = 3\n'
  expect(results(text, ['b'])).toEqual([`${text}export { b }\n`, `${text}export { b, c }\n`])
})

test('nothing where nothing is asked for, or what is asked for is declared nowhere', () => {
  expect(results('export const a = 1\nconst b = 2\n', [])).toEqual([])
  expect(results('export const a = 1\nconst b = 2\n', ['c'])).toEqual([])
})

test('all of a file that gives nothing away', () => {
  expect(results('const a = 1\nfunction b() {}\n', [], 'program.js')).toContain('const a = 1\nfunction b() {}\nmodule.exports = { a, b }\n')
})
