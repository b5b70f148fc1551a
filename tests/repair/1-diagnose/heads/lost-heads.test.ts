import { describe, expect, test } from 'vitest'
import { fillSlot } from '../../../../lib/repair/1-diagnose/heads/fill-slot.ts'
import { repairSyntax } from '../../../../lib/repair/1-diagnose/repair-syntax.ts'
import { applyChanges } from '../../../../lib/repair/edit.ts'
import { readSource } from '../../../../lib/repair/source-file.ts'

/** A program without one of its lines. */
function without(program: string, line: string): string {
  const lines = program.split('\n')
  const at = lines.findIndex((one) => one.trim() === line)
  expect(at).toBeGreaterThanOrEqual(0)
  return lines.toSpliced(at, 1).join('\n')
}

/** The first heads that are put in, without their indent. */
function heads(path: string, broken: string, test = ''): string[] {
  const found: string[] = []
  for (const { kind, changes } of repairSyntax(path, broken, { 'program.test.js': test })) {
    if (kind !== 'insert-head') break
    found.push(changes.map(({ text }) => text.trim()).join())
  }
  return found
}

/** All texts that the first `count` variants stand for. */
function texts(path: string, broken: string, count: number): string[] {
  return [...repairSyntax(path, broken).take(count)].flatMap(({ slot, changes }) => {
    const text = applyChanges(broken, changes)
    return [text, ...(slot ? [...fillSlot(readSource(path, text), slot, [])].map((filled) => applyChanges(text, filled.changes)) : [])]
  })
}

const shop = `const coupons = { TEN: 10 }

/** In cents. */
export function discount(amount, code) {
  const coupon = coupons[code]
  if (!coupon) return 0
  return amount - coupon
}

export function total(lines, { code, least } = {}) {
  const goods = lines.length
  return Math.max(least, discount(goods, code))
}
`

describe('functions', () => {
  test('one that others import is exported, with parameters as its calls order them', () => {
    const [first] = heads('program.js', without(shop, 'export function discount(amount, code) {'), 'import { discount, total } from \'./program.js\'\ndiscount(1, \'TEN\')\n')
    expect(first).toBe('export function discount(amount, code) {')
  })

  test('fields of an object that calls give are taken out of it', () => {
    const found = heads('program.js', without(shop, 'export function total(lines, { code, least } = {}) {'), 'import { total } from \'./program.js\'\ntotal([], { code: 1, least: 2 })\ntotal([])\n')
    expect(found[0]).toBe('export function total(lines, { code, least } = {}) {')
  })

  test('what only the file asks for is not exported', () => {
    const found = heads('program.js', without(shop, 'export function discount(amount, code) {'), 'import { total } from \'./program.js\'\n')
    expect(found[0]).toBe('function discount(amount, code) {')
  })

  test('what a file of another name gives is not asked of this one', () => {
    const found = heads('program.js', without(shop, 'export function discount(amount, code) {'), 'import { render } from \'./page.js\'\n')
    expect(found.some((head) => head.includes('render'))).toBe(false)
  })

  test('what stands in a list of exports', () => {
    const list = 'function twice(n) {\n  return n * 2\n}\n\nexport { twice }\n'
    expect(heads('program.js', without(list, 'function twice(n) {'))[0]).toBe('function twice(n) {')
  })

  test('awaits and yields tell the kind', () => {
    const awaiting = 'async function load(url) {\n  return await fetch(url)\n}\nmodule.exports = { load }\n'
    const yielding = 'function* upTo(most) {\n  yield most\n}\nmodule.exports = { upTo }\n'
    expect(heads('program.cjs', without(awaiting, 'async function load(url) {'))[0]).toBe('async function load(url) {')
    expect(heads('program.cjs', without(yielding, 'function* upTo(most) {'))[0]).toBe('function* upTo(most) {')
  })

  test('a parameter that goes by a name of the file', () => {
    const hiding = 'const minutes = (clock) => {\n  return clock.length\n}\nconst clock = (total) => minutes(String(total))\nmodule.exports = { clock }\n'
    expect(heads('program.js', without(hiding, 'const minutes = (clock) => {'))).toContain('function minutes(clock) {')
  })
})

const queue = `export class Queue {
  #waiting = []

  constructor(first) {
    this.#waiting.push(first)
  }

  add(task, priority) {
    this.#run(task, priority)
  }

  get size() {
    return this.#waiting.length
  }

  async #run(task, priority) {
    await task(priority)
  }
}
`

describe('methods', () => {
  const uses = 'import { expect, it } from \'vitest\'\nimport { Queue } from \'./program.mjs\'\nit(\'adds\', () => {\n  const queue = new Queue(1)\n  queue.add(task, 2)\n  expect(queue.size).toBe(1)\n})\n'
  test.each([['add(task, priority) {'], ['get size() {'], ['async #run(task, priority) {'], ['constructor(first) {']])('%s', (line) => {
    const found = heads('program.mjs', without(queue, line), uses)
    expect(found[0]).toBe(line)
  })

  test('what the tests call of their own framework is no method', () => {
    const found = heads('program.mjs', without(queue, 'add(task, priority) {'), uses)
    expect(found.some((head) => head.includes('toBe'))).toBe(false)
  })

  test('a constructor that calls its parent\'s', () => {
    const child = 'export class Missing extends Error {\n  constructor(name) {\n    super(name)\n  }\n}\n'
    expect(heads('program.js', without(child, 'constructor(name) {'))[0]).toBe('constructor(name) {')
  })
})

describe('blocks, filled in', () => {
  const program = 'function f(rows, least) {\n  let sum = 0\n  for (const [name, price] of rows) {\n    if (price < least) {\n      continue\n    }\n    sum += price + name.length\n  }\n  for (let i = 1; i < rows.length; i++) {\n    sum += rows[i].length\n  }\n  while (sum > least) {\n    sum -= least\n  }\n  const parts = rows.map((row) => {\n    const [first] = row\n    return first\n  })\n  return [sum, parts]\n}\nmodule.exports = f\n'
  test.each([
    ['for (const [name, price] of rows) {'], ['if (price < least) {'], ['for (let i = 1; i < rows.length; i++) {'], ['while (sum > least) {'], ['const parts = rows.map((row) => {'],
  ])('%s', (line) => {
    const found = texts('program.js', without(program, line), 6)
    const swapped = program.replace('if (price < least) {', 'if (least > price) {').replace('while (sum > least) {', 'while (least < sum) {')
    expect(found.some((text) => text === program || (/^(?:if|while)/.test(line) && swapped.includes(text.split('\n')[program.split('\n').findIndex((one) => one.trim() === line)] ?? '-')))).toBe(true)
  })

  test('no list of a loop holds what the loop declares', () => {
    const broken = without(program, 'for (const [name, price] of rows) {')
    const [first] = repairSyntax('program.js', broken)
    const text = applyChanges(broken, first?.changes ?? [])
    expect(first?.slot?.kind).toBe('list')
    const fillings = first?.slot ? [...fillSlot(readSource('program.js', text), first.slot, [])].map(({ changes }) => changes[0]?.text ?? '') : []
    expect(fillings).toContain('rows')
    expect(fillings.filter((one) => /\b(?:name|price)\b/.test(one))).toEqual([])
    expect(new Set(fillings).size).toBe(fillings.length)
  })
})

test('what is only there to parse is told from a guess', () => {
  const fillers = (body: string): (string | undefined)[] => [...repairSyntax('program.js', `function f(rows) {\n  g(rows)\n${body}  return rows\n}\nmodule.exports = f\n`)].flatMap(({ slot }) => slot?.filler ?? [])
  expect(fillers('    g(row)\n  }\n')[0]).toBe('likely')
  expect(fillers('    g(other)\n  }\n')[0]).toBe('idle')
  expect(fillers('    g(rows)\n  }\n')[0]).toBe('poor')
})

test('a class that is made', () => {
  const program = 'export class Point {\n  constructor(x) {\n    this.x = x\n  }\n}\n'
  expect(heads('program.js', without(program, 'export class Point {'), 'import { Point } from \'./program.js\'\nnew Point(1)\n')[0]).toBe('export class Point {')
})

test('a list that is used', () => {
  const program = 'const steps = [\n  1,\n  2,\n]\nmodule.exports = () => steps.length\n'
  expect(heads('program.js', without(program, 'const steps = ['))[0]).toBe('const steps = [')
})

describe('no head where none is lost', () => {
  test.each([
    ['a lost brace', shop.replace('code) {', 'code)')],
    ['a brace too many', shop.replace('return 0', 'return 0 }')],
    ['a lost bracket', shop.replace('coupons[code]', 'coupons[code')],
    ['a lost end', shop.replace('coupon\n}', 'coupon\n')],
    ['a lost word', shop.replace('export function discount', 'export discount')],
  ])('%s', (_, broken) => {
    expect(broken).not.toBe(shop)
    expect(heads('program.js', broken)).toEqual([])
  })
})
