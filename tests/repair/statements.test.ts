import { expect, test } from 'vitest'
import { readSource } from '../../lib/repair/source-file.ts'
import { statementsOf } from '../../lib/repair/statements.ts'

const list = (text: string, path = 'a.cjs'): string[] => statementsOf(readSource(path, text).ast).map(({ start, end, place }) => `${place}: ${text.slice(start, end)}`)

test('statements come in order of their start, the outer before the inner, with dense ids', () => {
  const text = 'let a = 1\nif (a) {\n  a = 2\n} else a = 3\nreturn a'
  const found = statementsOf(readSource('a.cjs', text).ast)
  expect(found.map(({ id, line, place }) => [id, line, place])).toEqual([[0, 1, 'list'], [1, 2, 'list'], [2, 3, 'list'], [3, 4, 'alone'], [4, 5, 'list']])
  expect(found.every(({ node, start, end }) => node.start === start && node.end === end)).toBe(true)
})

test.each<[what: string, text: string, found: string[]]>([
  ['functions and classes are none, what is in them is', 'function f() { return 1 }\nclass A { run() { f() } }', ['list: return 1', 'list: f()']],
  ['directives are none', '"use strict"\nfunction f() { "use strict"; f() }', ['list: f()']],
  ['the head of a loop', 'for (let i = 0; i < 1; i++) f()', ['list: for (let i = 0; i < 1; i++) f()', 'head: let i = 0', 'alone: f()']],
  ['the head of for of and in', 'for (const a of b) c()\nfor (const a in b) c()', ['list: for (const a of b) c()', 'head: const a', 'alone: c()', 'list: for (const a in b) c()', 'head: const a', 'alone: c()']],
  ['loops without braces', 'while (a) b()\ndo c()\nwhile (a)', ['list: while (a) b()', 'alone: b()', 'list: do c()\nwhile (a)', 'alone: c()']],
  ['else if', 'if (a) b()\nelse if (c) d()', ['list: if (a) b()\nelse if (c) d()', 'alone: b()', 'alone: if (c) d()', 'alone: d()']],
  ['cases', 'switch (a) { case 1: b(); break\ndefault: c() }', ['list: switch (a) { case 1: b(); break\ndefault: c() }', 'list: b();', 'list: break', 'list: c()']],
  ['arrow functions and fields', 'const f = (x) => x + 1\nclass A { a = 2; b }', ['list: const f = (x) => x + 1', 'expression: x + 1', 'expression: 2']],
  ['static blocks and labels', 'class A { static { a() } }\nouter: while (b) continue outer', ['list: a()', 'alone: while (b) continue outer', 'alone: continue outer']],
  ['try', 'try { a() } catch { b() } finally { c() }', ['list: try { a() } catch { b() } finally { c() }', 'list: a()', 'list: b()', 'list: c()']],
])('%s', (_, text, found) => {
  expect(list(text)).toEqual(found)
})

test('what is exported is in a list', () => {
  expect(list('export const a = 1\nexport default 2', 'a.mjs')).toEqual(['list: const a = 1'])
})
