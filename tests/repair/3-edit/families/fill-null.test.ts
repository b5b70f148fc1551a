import { expect, test } from 'vitest'
import { squeeze } from '../edits-of.ts'
import { offered } from './offered.ts'

const cases: [what: string, right: string, lost: string, types?: Record<string, string>][] = [
  ['the field that is called like it', 'export function f(state, id) {\n  const accounts = state.accounts\n  return accounts[id]\n}\n', 'state.accounts', { state: 'object', id: 'string' }],
  ['a copy of the field', 'export function f(state, id) {\n  const accounts = { ...state.accounts }\n  delete accounts[id]\n  return accounts\n}\n', '{ ...state.accounts }', { state: 'object', id: 'string' }],
  ['a name', 'export function f(list, from) {\n  let at = from\n  while (list[at]) at += 1\n  return at\n}\n', 'from', { list: 'array', from: 'number' }],
  ['a sum', 'export function f(list, from) {\n  let at = from + 1\n  while (list[at]) at += 1\n  return at\n}\n', 'from + 1', { list: 'array', from: 'number' }],
  ['a call of the file’s own', 'function half(n) { return n / 2 }\nexport function f(n) {\n  const middle = half(n)\n  return middle\n}\n', 'half(n)', { n: 'number' }],
]

test.each(cases)('%s', (_, right, lost, types = {}) => {
  for (const nothing of ['null', 'undefined']) {
    const broken = right.replace(`= ${lost}`, `= ${nothing}`)
    expect(broken).not.toBe(right)
    expect(offered(broken, ['fill-null'], { types })).toContain(squeeze(right))
  }
})

test('what is nearest comes first', () => {
  const right = 'export function f(state) {\n  const rows = state.rows\n  return rows\n}\n'
  expect(offered(right.replace('state.rows', 'null'), ['fill-null'], { types: { state: 'object' } })[0]).toBe(squeeze(right))
})

test('a comparison with nothing asks for it', () => {
  expect(offered('export function f(node) {\n  if (node === null || undefined != node.left) return 1\n  return node !== undefined\n}\n', ['fill-null'])).toEqual([])
})

test('other values are no empty places', () => {
  expect(offered("export function f(n, text) {\n  const none = n\n  return [0, '', false, none, text]\n}\n", ['fill-null'])).toEqual([])
})

test('not by itself, and a few hundred times at most', () => {
  const text = `export function f(${Array.from({ length: 20 }, (_, index) => `value${index}`).join(', ')}) {\n  const lost = null\n  return lost\n}\n`
  const made = offered(text, ['fill-null'])
  expect(made.length).toBeGreaterThan(20)
  expect(made.length).toBeLessThan(700)
  expect(made.filter((result) => /constlost=.*(?<![.\w])lost\b.*returnlost/.test(result))).toEqual([])
})
