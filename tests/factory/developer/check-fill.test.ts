import { describe, expect, test } from 'vitest'
import { checkFill, fillIn } from '../../../lib/factory/developer/check-fill.ts'
import type { Gap } from '../../../lib/factory/developer/gap.ts'

const own = 'function furtherFaults(record, today) {\n  return {}\n}'
const gap: Gap = { kind: 'rule', path: 'rules.js', name: 'furtherFaults', params: ['record', 'today'], tokens: 100, contract: '', own }
const file = `import { Refusal } from './http.js'\n\nexport function checked(given) {\n  return furtherFaults(given, 0)\n}\n\n${own}\n`
const body = (text: string): string => `function furtherFaults(record, today) {\n  ${text}\n}`
const check = (answer: string) => checkFill(gap, answer, file)

describe('a function alone', () => {
  test.each([
    'return record.dueDate < today ? { dueDate: "too late" } : {}',
    'const words = String(record.title).toLowerCase().split(/\\s+/)\n  return words.some((word) => word === "no") ? { title: "no" } : {}',
    'const inner = ({ length }) => length\n  let most = 0\n  for (const name of Object.keys(record)) most = Math.max(most, inner(name))\n  return most > 9 ? { title: new Date(today).toISOString() } : {}',
    'try { return JSON.parse(record.title) } catch { return {} }',
  ])('may stand there: %s', (text) => {
    expect(check(`// Why not.\n${body(text)}\n`)).toEqual({ fill: body(text) })
  })

  test.each([
    ['return process.env', /no process/], ['return fetch("http://evil")', /no fetch/], ['return globalThis', /no globalThis/], ['return require("fs")', /no require/], ['return checked(record)', /no checked/],
    ['return [].constructor.constructor("return process")()', /\.constructor/], ['return record["__proto__"]', /__proto__/], ['return this', /what it is given alone/], ['return import("node:fs")', /what it is given alone/],
    ['return arguments[2]', /no arguments/], ['return Math.random() ? {} : {}', /\.random/], ['return Date.now() ? {} : {}', /\.now/], ['return new Date() ? {} : {}', /look at a clock/], ['return Date() ? {} : {}', /look at a clock/],
    ['return eval("1")', /no eval/], ['return Function("return 1")()', /no Function/],
  ])('may not ask for what it was not given: %s', (text, why) => {
    expect(check(body(text))).toEqual({ refused: expect.stringMatching(why) })
  })

  test.each([
    ['function furtherFaults(record, today) { return {', /does not parse/], ['const furtherFaults = () => ({})', /no function furtherFaults/], ['function other() {}', /no function furtherFaults/],
    ['async function furtherFaults(record) { return {} }', /plain function/], ['function* furtherFaults(record) {}', /plain function/], ['function furtherFaults(a, b, c) {}', /takes record and today/],
    ['function furtherFaults(...all) {}', /takes record and today/], [`${own}\n${own}`, /does not parse|no function/],
  ])('has its name, its parameters and no more: %s', (text, why) => {
    expect(check(text)).toEqual({ refused: expect.stringMatching(why) })
  })
})

describe('the whole file', () => {
  test('may be given back with nothing else changed, however it is laid out', () => {
    expect(check(file.replace(own, body('return { a: "b" }')).replaceAll('\n\n', '\n'))).toEqual({ fill: body('return { a: "b" }') })
  })

  test.each([
    ['a line more', (text: string) => `${text}\nconsole.log('hello')\n`], ['another import', (text: string) => text.replace('./http.js', 'node:fs')], ['a function less', (text: string) => text.replace(/export function checked[\s\S]*?\n}\n/, '')],
    ['a changed neighbour', (text: string) => text.replace('given, 0', 'given, 1')],
  ])('is refused with %s', (_what, change) => {
    expect(check(change(file.replace(own, body('return { a: "b" }'))))).toEqual({ refused: expect.stringMatching(/changes more than the function/) })
  })
})

test('what stands in a gap is found again', () => {
  expect(fillIn(file, 'furtherFaults')).toBe(own)
  expect(fillIn(file, 'nobody')).toBeNull()
  expect(fillIn('it does not parse {', 'furtherFaults')).toBeNull()
})
