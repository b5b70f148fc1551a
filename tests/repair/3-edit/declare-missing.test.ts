import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { renamedVariable } from '../../../lib/chaos/code/renamed-variable.ts'
import { seededRandom } from '../../../lib/chaos/random.ts'
import { declareMissing } from '../../../lib/repair/3-edit/declarations/declare-missing.ts'
import { strangersIn } from '../../../lib/repair/1-diagnose/undeclared.ts'
import { applyChanges } from '../../../lib/repair/edit.ts'
import { readSource } from '../../../lib/repair/source-file.ts'

const first = (text: string, count: number, path = 'program.js'): string[] => [...declareMissing(readSource(path, text), { constants: [], wanted: [] }).take(count)].map(({ changes }) => applyChanges(text, changes))

const cases: [what: string, broken: string, wanted: string][] = [
  ['a misspelt name', 'const total = 1\nconsole.log(totla)\n', 'const total = 1\nconsole.log(total)\n'],
  ['a misspelt name in short for a property', 'const total = 1\nconsole.log({ totla })\n', 'const total = 1\nconsole.log({ totla: total })\n'],
  ['a misspelt keyword', 'function f(a) {\n  if (a) retrun\n  f(1)\n}\n', 'function f(a) {\n  if (a) return\n  f(1)\n}\n'],
  ['a misspelt global', 'console.log(Maht.max(1, 2))\n', 'console.log(Math.max(1, 2))\n'],
  ['a lost dot', 'const list = []\nconsole.log(listlength)\n', 'const list = []\nconsole.log(list.length)\n'],
  ['a lost const', 'function f() {\n  rows = [1]\n  return rows\n}\n', 'function f() {\n  const rows = [1]\n  return rows\n}\n'],
  ['a lost let', 'function f() {\n  n = 1\n  n += 1\n  return n\n}\n', 'function f() {\n  let n = 1\n  n += 1\n  return n\n}\n'],
  ['a lost let in a loop', 'for (i = 0; i < 3; i += 1) console.log(i)\n', 'for (let i = 0; i < 3; i += 1) console.log(i)\n'],
  ['a lost list', 'function f(list) {\n  for (const one of list) {\n    kept.push(one)\n  }\n  return kept\n}\n', 'function f(list) {\n  const kept = []\n  for (const one of list) {\n    kept.push(one)\n  }\n  return kept\n}\n'],
  ['a lost counter', 'function f(list) {\n  for (const one of list) {\n    if (one) count += 1\n  }\n  return count\n}\n', 'function f(list) {\n  let count = 0\n  for (const one of list) {\n    if (one) count += 1\n  }\n  return count\n}\n'],
  ['a lost map', 'function f(list) {\n  for (const one of list) seen.set(one, 1)\n  return seen\n}\n', 'function f(list) {\n  const seen = new Map()\n  for (const one of list) seen.set(one, 1)\n  return seen\n}\n'],
  ['a lost text', 'function f(list) {\n  for (const one of list) out += `${one},`\n  return out\n}\n', 'function f(list) {\n  let out = \'\'\n  for (const one of list) out += `${one},`\n  return out\n}\n'],
  ['a lost result of a function', 'function load(path) {\n  return [path]\n}\n\nexport function f(path) {\n  return rows.length\n}\n', 'function load(path) {\n  return [path]\n}\n\nexport function f(path) {\n  const rows = load(path)\n  return rows.length\n}\n'],
  ['names that were taken out of a parameter', 'function f(order) {\n  return price * amount\n}\n', 'function f(order) {\n  const { price, amount } = order\n  return price * amount\n}\n'],
  ['the element of a loop', 'function f(list) {\n  for (let i = 0; i < list.length; i += 1) {\n    console.log(one)\n  }\n}\n', 'function f(list) {\n  for (let i = 0; i < list.length; i += 1) {\n    const one = list[i]\n    console.log(one)\n  }\n}\n'],
  ['a lost parameter', 'function add(a) {\n  return a + b\n}\nconsole.log(add(1, 2))\n', 'function add(a, b) {\n  return a + b\n}\nconsole.log(add(1, 2))\n'],
  ['a lost require', 'module.exports = () => readFileSync(0)\n', 'const { readFileSync } = require(\'node:fs\')\nmodule.exports = () => readFileSync(0)\n'],
  ['a lost import', 'export const name = () => basename(\'a/b\')\n', 'import { basename } from \'node:path\'\nexport const name = () => basename(\'a/b\')\n'],
]

/** Lines that were lost, and the rest of the file; `…` is where they stood. */
const lines: [what: string, line: string, rest: string][] = [
  ['what a neighbour says of another letter', 'const ys = points.map(({ y }) => y)', 'export function box(points) {\n  const xs = points.map(({ x }) => x)\n  …\n  return [Math.min(...xs), Math.min(...ys)]\n}\n'],
  ['what a neighbour says the other way round', 'const above = list.filter((item) => item > pivot)', 'export function split(list, pivot) {\n  const below = list.filter((item) => item < pivot)\n  …\n  return [below, above]\n}\n'],
  ['the other half', 'const right = list.slice(middle)', 'export function halves(list, middle) {\n  const left = list.slice(0, middle)\n  …\n  return join(left, right)\n}\nconst join = (a, b) => [b, a]\n'],
  ['the second of two that were taken', 'const right = stack.pop()', 'export function minus(stack) {\n  const left = stack.pop()\n  …\n  return left - right\n}\n'],
  ['a length of time', 'const dayMs = 24 * 60 * 60 * 1000', '…\nexport const days = (from, to) => Math.round((to - from) / dayMs)\n'],
  ['a function that nobody calls any more', 'const value = sum()', 'export function evaluate(tokens) {\n  let position = 0\n  const sum = () => tokens[position++]\n  …\n  if (position < tokens.length) throw new SyntaxError()\n  return value\n}\n'],
  ['a function that was handed in', 'const result = action(...args)', 'export const once = (action) => (...args) => {\n  …\n  return [result]\n}\n'],
  ['what a map of the object knows', 'const item = this.items.get(sku)', 'export class Store {\n  items = new Map()\n  has(sku) {\n    …\n    return item !== undefined\n  }\n}\n'],
  ['an error class', 'class OutOfStock extends Error {}', '…\nmodule.exports = (count) => { if (count < 0) throw new OutOfStock(count) }\n'],
  ['a date of numbers', 'const first = new Date(Date.UTC(year, month - 1, 1))', 'export function blanks(year, month) {\n  …\n  return first.getUTCDay()\n}\n'],
  ['what begins with a plain value', 'let from = 0', 'export function runs(list) {\n  …\n  for (let i = 1; i < list.length; i += 1) if (list[i] < list[i - 1]) from = i\n  return from\n}\n'],
  ['the head of a list', 'const [first, ...rest] = list', 'export function power(list) {\n  if (list.length === 0) return [[]]\n  …\n  return [first, ...power(rest)]\n}\n'],
]

describe('a lost line comes back early', () => {
  test.each(lines)('%s', (_, line, rest) => {
    const broken = rest.replace(/^\s*…\n/m, '')
    const place = /^\s*…\n/m.exec(rest)
    const squeeze = (text: string): string => text.replace(/\s+/g, ' ')
    expect(place).not.toBeNull()
    expect(first(broken, 40).map(squeeze)).toContain(squeeze(rest.replace('…', line)))
  })
})

describe('what others ask for', () => {
  const text = 'export class Store {\n  take() { throw new Empty() }\n}\n'
  const asked = (wanted: string[]): string => applyChanges(text, [...declareMissing(readSource('a.mjs', text), { constants: [], wanted })][0]?.changes ?? [])

  test('is exported', () => expect(asked(['Empty'])).toBe(`export class Empty extends Error {}\n${text}`))
  test('is not where nobody does', () => expect(asked([])).toBe(`class Empty extends Error {}\n${text}`))
})

describe('what is never proposed', () => {
  const all = (text: string): string[] => [...declareMissing(readSource('a.js', text), { constants: [], wanted: [] })].flatMap(({ changes }) => changes.map((change) => change.text.trim()))

  test('names that cannot be seen from the place', () => {
    const text = 'function f(list) {\n  for (const one of list) { const inner = one * 2; kept.push(inner) }\n  const later = 1\n  return [kept, later]\n}\n'
    const declared = all(text).filter((line) => line.startsWith('const kept ='))
    expect(declared).toContain('const kept = []')
    expect(declared.filter((line) => /\b(?:inner|later|one)\b(?! =>|,| \+|, 0)/.test(line.replace(/\(sum, one\) => sum \+ one/, '')))).toEqual([])
  })

  test('`await` where nothing can be waited for', () => {
    const helper = 'async function load(path) { return path }\n'
    expect(all(`${helper}function f(path) { return text + path }\nmodule.exports = { f }\n`).filter((line) => line.includes('await'))).toEqual([])
    expect(all(`${helper}async function f(path) { return text + path }\nmodule.exports = { f }\n`)).toContain('const text = await load(path);')
  })

  test('a value that is made of itself, and a class where no object of it is made', () => {
    const proposed = all('function f(list) { return total + list.length }\n')
    expect(proposed.filter((line) => /=.*\btotal\b/.test(line.replace(/\.total\b/, '')))).toEqual([])
    expect(proposed.filter((line) => line.startsWith('class'))).toEqual([])
  })

  test('more than can be tried', () => {
    const names = Array.from({ length: 30 }, (_, index) => `name${index}`)
    const text = `function f(${names.join(', ')}) {\n  return lost(${names.join(', ')})\n}\n`
    expect(all(text).length).toBeLessThan(2_500)
  })
})

describe('the lost comes back among the first ten', () => {
  test.each(cases)('%s', (_, broken, wanted) => {
    expect(first(broken, 10)).toContain(wanted)
  })

  test('in TypeScript, types kept', () => {
    expect(first('export function f(a: number[]): number {\n  let total: number = 0\n  for (const one of a) total += noe\n  return total\n}\n', 3, 'a.ts'))
      .toContain('export function f(a: number[]): number {\n  let total: number = 0\n  for (const one of a) total += one\n  return total\n}\n')
  })
})

test('names misspelt by chaos, several at a time', () => {
  const folder = new URL('../../../organism/', import.meta.url)
  let [found, count] = [0, 0]
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const text = readFileSync(new URL(`${name}/organism.js`, folder), 'utf8')
    for (const intensity of [1, 2]) {
      const broken = renamedVariable.mutate(text, { random: seededRandom(intensity), intensity })
      if (!broken) continue
      count += 1
      if (first(broken.source, 10).includes(text)) found += 1
    }
  }
  expect(count).toBe(12)
  expect(found).toBeGreaterThanOrEqual(11)
})

test('where several names are missing, what leaves none of them comes first', () => {
  const [text] = first('const total = 1\nconst amount = 2\nconsole.log(totla, amuont, totla)\n', 1)
  expect(text).toBe('const total = 1\nconst amount = 2\nconsole.log(total, amount, total)\n')
})

test('nothing where every name is declared', () => {
  const text = 'import def, { a as b } from \'x\'\nexport { b as c }\nlabel: for (const [k, { v = def }] of b.list) { if (typeof nowhere === \'string\') continue label\n  console.log(k, v.nothing, { nothing: 1 }, class Own { static field = Own }, arguments) }\ntry { b() } catch (error) { throw error }\n'
  expect(strangersIn(readSource('a.mjs', text).ast)).toEqual([])
  expect(first(text, 1, 'a.mjs')).toEqual([])
})

test('every edit leaves a text that parses and differs, and none comes twice', () => {
  const text = 'function f(list) {\n  for (const one of list) total += rate * one.price\n  return { total, rates }\n}\n'
  const seen = new Set([text])
  for (const { changes } of declareMissing(readSource('a.js', text), { constants: [], wanted: [] })) {
    const next = applyChanges(text, changes)
    expect(seen.has(next)).toBe(false)
    seen.add(next)
    readSource('a.js', next)
  }
  expect(seen.size).toBeGreaterThan(20)
})
