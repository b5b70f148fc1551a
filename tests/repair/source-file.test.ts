import { expect, test } from 'vitest'
import { readSource } from '../../lib/repair/source-file.ts'

test.each<[path: string, text: string, sourceType: string]>([
  ['a.js', 'const a = 1', 'script'],
  ['a.js', 'module.exports = 1\nreturn', 'script'],
  ['a.js', 'export const a = 1', 'module'],
  ['a.js', 'import a from "./b.js"', 'module'],
  ['a.js', 'await 1', 'module'],
  ['a.js', 'const await = 1', 'script'],
  ['a.mjs', 'const a = 1', 'module'],
  ['a.cjs', 'const a = 1', 'script'],
  ['a.ts', 'const a: number = 1', 'script'],
  ['a.ts', 'export const a: number = 1', 'module'],
  ['a.mts', 'const a: number = 1', 'module'],
  ['a.cts', 'const a: number = 1', 'script'],
  ['a.js', '#!/usr/bin/env node\nlet a', 'script'],
])('%s with “%s” is a %s', (path, text, sourceType) => {
  expect(readSource(path, text)).toMatchObject({ path, text, sourceType })
})

test('types are blanked out, and every offset stays', () => {
  const text = 'interface A { a: number }\nexport function f(a: number, b?: A): string {\n  return (a as unknown as string) + b!.a\n}\n'
  const { code, ast } = readSource('a.ts', text)
  expect(code).toHaveLength(text.length)
  expect(code.split('\n')).toHaveLength(text.split('\n').length)
  for (const word of ['function f', 'return', '.a\n']) expect(code.indexOf(word)).toBe(text.indexOf(word))
  expect(code).not.toMatch(/number|interface|unknown/)
  expect(ast.body.at(-1)).toMatchObject({ type: 'ExportNamedDeclaration', start: text.indexOf('export') })
})

test.each<[path: string, text: string, pos: number]>([
  ['a.js', 'let a = 1\nlet b = = 2', 18],
  ['a.mjs', 'const a = 1\nreturn a', 12],
  ['a.cjs', 'export const a = 1', 0],
  ['a.js', 'export const a = 1\nlet b = = 2', 27],
  ['a.js', 'import a from "b"\nexport default }', 33],
])('%s with “%s” says where it does not parse', (path, text, pos) => {
  expect(() => readSource(path, text)).toThrow(expect.objectContaining({ name: 'SyntaxError', pos }))
})

test('TypeScript that does not parse throws too', () => {
  expect(() => readSource('a.ts', 'const a: number = = 1')).toThrow()
  expect(() => readSource('a.ts', 'enum A { b }')).toThrow()
})
