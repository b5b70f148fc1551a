import { describe, expect, test } from 'vitest'
import { unusedFor, unusedWords } from '../../../lib/repair/3-edit/unused.ts'
import { partAt } from './gap-at.ts'

const unused = (text: string, statement: string): string[] => {
  const { part, context } = partAt(text, statement)
  return unusedFor(part, context).map(({ name }) => name)
}
const words = (text: string, statement: string, types: Record<string, string> = {}): string[] => {
  const { part, context } = partAt(text, statement, { types: new Map(Object.entries(types).map(([name, type]) => [name, new Set([type])])) })
  return unusedWords(part, context).map((word) => word.text)
}

describe('what nobody uses', () => {
  test('parameters, names and functions that nobody reads', () => {
    expect(new Set(unused('function f(a, b) {\n  const c = a\n  let d = 1\n  d = 2\n  return a\n}\nfunction g() {}\nf()\n', 'return'))).toEqual(new Set(['b', 'c', 'd', 'g']))
  })

  test('a function that only calls itself', () => {
    expect(unused('const again = (n) => (n > 0 ? again(n - 1) : 0)\nfunction back(n) { return back(n - 1) }\nexport function f(n) {\n  return n\n}\n', 'return n')).toEqual(['back', 'again'])
  })

  test('neither what is exported, nor what is imported', () => {
    expect(unused("import { lost } from './lost.js'\nexport const a = 1\nexport function b() {}\nexport class C {}\nconst d = 1\nexport { d }\nexport default function e(n) {\n  return n\n}\n", 'return')).toEqual([])
  })

  test('parameters of what is exported are its own', () => {
    expect(unused('export function f(a, b) {\n  return a\n}\n', 'return')).toEqual(['b'])
    expect(unused('export default (a, b) => {\n  return a\n}\n', 'return')).toEqual(['b'])
    expect(unused('export class Box {\n  keep(a, b) {\n    return a\n  }\n}\n', 'return')).toEqual(['b'])
  })

  test('only what can be used there', () => {
    expect(unused('function f(a) {\n  if (a) return 1\n  const late = 1\n}\nfunction g(own) {}\nf(g)\n', 'if')).toEqual([])
  })
})

describe('what may have been written with it', () => {
  const program = 'function f(list, n, node) {\n  const own = node.left\n  return 1\n}\nf()\n'

  test('first itself', () => {
    expect(words(program, 'return', { list: 'array', n: 'number', own: 'object' }).slice(0, 3)).toEqual(['own', 'list', 'n'])
  })

  test('what is in it, as far as its type has such a thing', () => {
    const all = words(program, 'return', { list: 'array', n: 'number', own: 'object' })
    expect(all).toEqual(expect.arrayContaining(['list.length', 'list[0]', 'list.at(-1)', '[...list]', 'String(n)', 'own.left', '{ ...own }', 'Object.values(own)', '!n']))
    for (const never of ['n.length', 'n[0]', 'own.length', 'list.left', 'Object.keys(list)', 'Number(own)']) expect(all).not.toContain(never)
  })

  test('two of them together', () => {
    const all = words('function f(table, key) {\n  return 1\n}\nconst seen = new Set()\nseen.add(f)\n', 'return', { table: 'object', key: 'string' })
    expect(all).toEqual(expect.arrayContaining(['table[key]', 'table.get(key)', 'table.has(key)', 'table.add(key)', 'table.get(key) ?? 0']))
    expect(all).not.toContain('table[table]')
  })

  test('calls of functions, also of what another one gives', () => {
    const all = words('function f(n) {\n  return n\n}\nfunction read() { return [] }\nfunction count(list) { return list.length }\nf(1)\n', 'return n')
    expect(all).toEqual(expect.arrayContaining(['read()', 'count(n)', 'count(read())']))
    expect(all).not.toContain('read')
    expect(all.filter((text) => text.startsWith('f('))).toEqual([])
  })

  test('who waits is waited for, where that can be', () => {
    const text = 'async function load(n) { return n }\nasync function f(n) {\n  return n\n}\nf(1)\n'
    const all = words(text, 'return n\n')
    expect(all.indexOf('await load(n)')).toBeGreaterThanOrEqual(0)
    expect(all.indexOf('await load(n)')).toBeLessThan(all.indexOf('load(n)'))
    expect(words(text.replace('async function f', 'function f'), 'return n\n').filter((word) => word.includes('await'))).toEqual([])
  })

  test('nothing, where all is used', () => {
    expect(words('function f(n) {\n  return n\n}\nf(1)\n', 'return')).toEqual([])
  })
})
