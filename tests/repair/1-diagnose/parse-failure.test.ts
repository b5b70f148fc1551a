import { expect, test } from 'vitest'
import { openParser } from '../../../lib/repair/1-diagnose/parse-failure.ts'

/** What follows the place where the parser gave up; null where it did not. */
function restAt(path: string, text: string): string | null {
  const { failure } = openParser(path, text)(text)
  return failure && text.slice(failure.pos)
}

test.each([
  ['a script', 'a.js', 'const a = 1\nconst b = )\n', ')\n'],
  ['a module by its export', 'a.js', 'export const a = 1\nconst b = )\n', ')\n'],
  ['a module by its await only', 'a.js', 'const a = await f()\nconst b = )\n', ')\n'],
  ['a module where an await has its place inside of what has no end', 'a.js', 'try {\n  await f()\n}\nf()\n', 'try {\n  await f()\n}\nf()\n'],
  ['a script that may not import', 'a.cjs', 'const a = 1\nimport \'a\'\n', 'import \'a\'\n'],
  ['TypeScript', 'a.ts', 'const a: number = 1\n\nfunction f(b: string) {\n  return b ]\n}\n', ']\n}\n'],
  ['TypeScript that only fails without its types', 'a.ts', 'const a: number = 1\nconst a: number = 2\n', 'a: number = 2\n'],
])('%s tells where it fails', (_, path, text, rest) => {
  expect(restAt(path, text)).toBe(rest)
})

test.each([
  ['a script', 'a.js', 'if (1) return\n'],
  ['a module', 'a.mjs', 'await 1\n'],
  ['a module by its await', 'a.js', 'await f()\n'],
  ['TypeScript', 'a.ts', 'const a: Map<string, number> = new Map()\nexport type B = typeof a\n'],
  ['a program', 'a.js', '#!/usr/bin/env node\nf()\n'],
])('%s that is whole has no failure', (_, path, text) => {
  expect(restAt(path, text)).toBeNull()
})
