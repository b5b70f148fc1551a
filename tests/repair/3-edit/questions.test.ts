import { describe, expect, test } from 'vitest'
import { isHarmless } from '../../../lib/repair/3-edit/acting.ts'
import { questionsAt } from '../../../lib/repair/3-edit/questions.ts'
import { gapBefore } from './gap-at.ts'

type Seen = Record<string, string>
const asked = (text: string, statement: string, seen: Seen = {}): string[] => {
  const { gap, context } = gapBefore(text, statement, { types: new Map(Object.entries(seen).map(([name, types]) => [name, new Set(types.split(' '))])) })
  return questionsAt(gap, [], context)
}

describe('what is asked by the way changes nothing', () => {
  const { context } = gapBefore('function f(a) {\n  return a\n}\n', 'return')

  test.each([
    'a === b', 'a !== b', 'a <= b', 'a >= b', 'a == null', 'list.every((item) => item >= 0)', 'seen.has(x)', 'list.includes(x)', 'text.padEnd(3) === text', 'i + 1 < n', 'i - -1 < n', 'sortedBy(list)', 'setting', 'renewed', 'list.toSorted()[0] === 1', 'added && popped',
  ])('%s is harmless', (text) => {
    expect(isHarmless(text, context)).toBe(true)
  })

  test.each([
    'i++ < n', '--i > 0', '(a = b)', '(a += 1) > 2', '(a ||= b)', '(a >>= 1) > 0', '(a <<= 1) > 0', '(a >>>= 1) > 0', 'list.pop() === 1', 'list?.shift()', 'seen.delete(x)', 'delete node.left', 'list.sort()[0] === 1', 'tokens.next().done', 'cache.set(a, b).size > 1',
    'await ready', '(yield) === 1', 'new Box() instanceof Box', 'super.isFull()', 'seen.clear()', 'Object.assign(a, b).c',
  ])('%s is not', (text) => {
    expect(isHarmless(text, context)).toBe(false)
  })

  const text = `let position = 0
const tokens = ['a']
const isDone = (place) => place >= tokens.length
const isLetter = (token) => /[a-z]/.test(token)
const take = (token) => { if (tokens[position] !== token) return false; position += 1; return true }
const drop = (list) => list.pop() === undefined
const forget = (node) => delete node.left
const other = (token) => take(token)
const local = (list) => { let all = true; for (const one of list) all = all && one > 0; return all === true }
const coprime = (a, b) => { while (b > 0) [a, b] = [b, a % b]; return a === 1 }
const copied = (list) => { const own = list.slice(); own.sort(); own[0] = 1; return own.length > 2 }
function stamp(token) { tokens[0] = token; return token === 'a' }
async function later(token) { return token === 'a' }
export function parse(token, list, node) {
  if (take('b')) return null
  if (seen(token)) return 1
  if (position++ > 3) return 2
  return token
}
function seen(token) { return token === 'x' }
`
  const here = asked(text, 'return token\n', { token: 'string', list: 'array', node: 'object' })

  test('no question of a place acts', () => {
    expect(here.filter((question) => !isHarmless(question, context))).toEqual([])
    expect(here.filter((question) => question.includes('position++'))).toEqual([])
  })

  test('the file’s predicates are asked both ways', () => {
    for (const question of ['isLetter(token)', '!isLetter(token)', 'seen(token)', '!seen(token)', 'isDone(token)', 'copied(list)', 'local(list)', '!local(list)']) expect(here).toContain(question)
  })

  test.each(['take', 'drop', 'forget', 'other', 'stamp', 'later'])('%s changes something, or waits: it is not asked', (name) => {
    expect(here.filter((question) => new RegExp(`\\b${name}\\(`).test(question))).toEqual([])
  })

  test('what two names say together', () => {
    expect(here.some((question) => question.startsWith('coprime('))).toBe(true)
  })

  test('a method that acts is not asked, what is called like it elsewhere is', () => {
    const box = `class Box {
  constructor() { this.kept = new Map() }
  has(key) { this.asked += 1; return this.kept.has(key) }
  bump(key) { this.kept.set(key, 1); return true }
  tell(key) {
    if (this.has(key) && this.kept.has(key) === true) return 1
    if (this.kept.has(key)) return 2
    if (this.bump(key)) return 3
    return key
  }
}
`
    const inside = asked(box, 'return key', { key: 'string' })
    expect(inside).toContain('this.kept.has(key)')
    expect(inside.filter((question) => /this\.(has|bump)\(/.test(question))).toEqual([])
  })

  test('a predicate is not asked within itself: it would never end', () => {
    const within = asked('function isEven(n) {\n  const m = n - 2\n  return m === 0\n}\n', 'return', { n: 'number', m: 'number' })
    expect(within.length).toBeGreaterThan(0)
    expect(within.filter((question) => question.includes('isEven('))).toEqual([])
  })
})

describe('which questions', () => {
  const text = `function cut(text, list, limit) {
  if (limit > 99) return ''
  const kept = list.slice(0, limit)
  return text + kept.join('')
}
`

  test('what the file asks near comes first', () => {
    expect(asked(text, 'return text')[0]).toBe('limit > 99')
  })

  test('of what may be anything, the commonest', () => {
    const here = asked('function f(value) {\n  return value\n}\n', 'return')
    for (const question of ["typeof value !== 'string'", "typeof value !== 'number'", '!Number.isSafeInteger(value)', '!Array.isArray(value)', '!value', 'value < 0', 'value <= 0']) expect(here).toContain(question)
    expect(here.filter((question) => question.includes('value['))).toEqual([])
  })

  test('types that were seen leave out what cannot be', () => {
    const number = asked('function f(value) {\n  return value\n}\n', 'return', { value: 'number' })
    expect(number).toEqual(expect.arrayContaining(['!Number.isInteger(value)', '!Number.isFinite(value)', 'value === 0', "typeof value !== 'number'"]))
    expect(number.filter((question) => /Array|'string'|null/.test(question))).toEqual([])
    const string = asked('function f(value) {\n  return value\n}\n', 'return', { value: 'string' })
    expect(string).toEqual(expect.arrayContaining(["typeof value !== 'string'", "value === ''", '!value']))
    expect(string.filter((question) => /(isInteger|isFinite|isArray)\(value\)|=== null/.test(question))).toEqual([])
    const array = asked('function f(value) {\n  return value\n}\n', 'return', { value: 'array' })
    expect(array).toEqual(expect.arrayContaining(['!Array.isArray(value)', 'value.length === 0', "typeof value[0] !== 'string'", 'value[1] < 0']))
    expect(array.filter((question) => /value <|=== null/.test(question))).toEqual([])
  })

  test('what is written and read in tables is compared', () => {
    const here = asked('function relax(best, edges, from) {\n  for (const { to, cost } of edges) {\n    const next = best[from] + cost\n    best[to] = next\n  }\n  return best\n}\n', 'best[to]', { next: 'number', cost: 'number' })
    expect(here).toContain('best[to] > next')
    expect(here).toContain('best[to] <= next')
  })

  test('only what may be a number is greater or less', () => {
    const text = 'function f(one, other) {\n  const top = one.trim()\n  return top\n}\n'
    const relations = (types: string): string[] => asked(text, 'return', { one: types, other: types, top: types }).filter((question) => / [<>]=? /.test(question) && !question.includes('.length'))
    expect(relations('number')).toEqual(expect.arrayContaining(['one > 0', 'top < one']))
    expect(relations('string')).toEqual([])
    expect(asked(text, 'return', { one: 'string', other: 'string', top: 'string' })).toEqual(expect.arrayContaining(['top === one', 'one.trim() === top']))
  })

  test('only what can be named there', () => {
    const here = asked('function f(n) {\n  const before = n > 1\n  if (before) return 1\n  const late = n * 2\n  return late > 7\n}\n', 'const before')
    expect(here.filter((question) => /before|late/.test(question))).toEqual([])
    expect(here).toContain('n > 1')
  })

  test('each once, none too long, and no more than are bounded', () => {
    const names = Array.from({ length: 30 }, (_, index) => `value${index}`)
    const here = asked(`function f(${names.join(', ')}) {\n${names.map((name, index) => `  if (${name} > ${index} && ${'a'.repeat(80)}${index} !== ${name}) return ${index}\n`).join('')}  return 99\n}\n`, 'return 99')
    expect(here.length).toBeGreaterThan(100)
    expect(here.length).toBeLessThanOrEqual(280)
    expect(new Set(here).size).toBe(here.length)
    expect(here.filter((question) => question.length > 90)).toEqual([])
  })
})
