import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Focus, generateEdits } from '../../../lib/repair/3-edit/generate-edits.ts'
import type { Edit } from '../../../lib/repair/edit.ts'
import { statementsOf } from '../../../lib/repair/statements.ts'
import { everywhere, resultsOf, source } from './edits-of.ts'

const text = `// Adds up.
export function total(list, limit) {
  let sum = 0 // from nothing
  for (let i = 0; i < list.length; i += 1) {
    if (list[i] > limit && limit > 0) continue
    sum += list[i]
  }
  return sum
}

export const far = (a, b) => Math.abs(a - b)
`
const file = source(text)
const all = (more: Partial<Focus> = {}): Edit[] => [...generateEdits(file, everywhere(file, more))]

function parses(result: string, path: string): boolean {
  try { return source(result, path).ast.type === 'Program' } catch { return false }
}

describe('what holds for all edits', () => {
  test('none leaves the text as it is, and no two come to the same', () => {
    const results = resultsOf(text, all())
    expect(results).not.toContain(text)
    expect(new Set(results).size).toBe(results.length)
  })

  test.each(globSync(`${import.meta.dirname}/../../../organism/{beacon,csv-parser,word-count}/organism.js`))('almost all of them parse: %s', (path) => {
    const original = readFileSync(path, 'utf8')
    const patient = source(original, path)
    const results = resultsOf(original, generateEdits(patient, { ...everywhere(patient), statements: statementsOf(patient.ast).map(({ id }) => id).filter((id) => id % 3 === 0), tiers: [1, 5] }).filter((_, index) => index % 101 === 0))
    expect(results.length).toBeGreaterThan(100)
    expect(results.filter((result) => !parses(result, path)).length / results.length).toBeLessThan(0.01)
  })

  test('changes are in order, and within the text', () => {
    const isSound = ({ changes }: Edit): boolean => changes.every(({ start, end }, index) => start >= (changes[index - 1]?.end ?? 0) && end >= start && end <= text.length)
    expect(all().filter((edit) => !isSound(edit))).toEqual([])
  })

  test('costs go from 1 to 10, and what is made up costs more than a slip of one token', () => {
    const edits = all()
    const costs = edits.map(({ cost }) => cost)
    expect(Math.min(...costs)).toBe(1)
    expect(Math.max(...costs)).toBeLessThanOrEqual(10)
    const cost = (kind: string): number => Math.min(...edits.filter((edit) => edit.kind === kind).map((edit) => edit.cost))
    expect(cost('swap-operator')).toBeLessThan(cost('change-constant'))
    expect(cost('change-constant')).toBeLessThan(cost('add-conjunct'))
    expect(cost('add-conjunct')).toBeLessThan(cost('insert-guard'))
    expect(cost('insert-guard')).toBeLessThan(cost('drop-statement'))
  })

  test('they are made one at a time: the first is there before the last is thought of', () => {
    const edits = generateEdits(file, everywhere(file))
    expect(edits.next().done).toBe(false)
    expect(edits.return(undefined).done).toBe(true)
  })

  test('comments stay where the code around them is changed', () => {
    for (const edit of all().slice(0, 300)) expect(resultsOf(text, [edit])[0]).toContain('// from nothing')
  })
})

test('tiers may be asked for alone', () => {
  const results = resultsOf(text, all())
  const [first, rest] = [resultsOf(text, all({ tiers: [1, 3] })), resultsOf(text, all({ tiers: [4, 6] }))]
  expect(results.slice(0, first.length)).toEqual(first)
  expect(new Set([...first, ...rest])).toEqual(new Set(results))
})

describe('focus', () => {
  const statements = statementsOf(file.ast)
  const inLoop = statements.find(({ node }) => node.type === 'IfStatement')
  const last = statements.find(({ node }) => node.type === 'ReturnStatement')

  test('statements out of focus are left alone', () => {
    const edits = all({ statements: [last?.id ?? -1] })
    expect(edits.length).toBeGreaterThan(20)
    for (const { at } of edits) expect(at).toBe(last?.start)
  })

  test('what is more suspicious comes first within its tier', () => {
    const edits = all({ statements: [last?.id ?? -1, inLoop?.id ?? -1] })
    const kinds = edits.map(({ kind, at }) => `${kind}@${at}`)
    expect(kinds.indexOf(`swap-variable@${last?.start}`)).toBeLessThan(kinds.indexOf(`swap-operator@${inLoop?.start}`))
  })

  test('slips of what is equally suspicious come the likeliest first, and what is less so after them', () => {
    const ids = [last?.id ?? -1, inLoop?.id ?? -1]
    const slips = (suspicion: number[]) => all({ statements: ids, suspicion, tiers: [1, 1] })
    const costs = slips([0.7, 0.7]).map(({ cost }) => cost)
    expect(costs).toEqual(costs.toSorted((a, b) => a - b))
    const places = slips([0.7, 0.6]).map(({ at }) => at)
    expect(places.lastIndexOf(last?.start ?? -1)).toBeLessThan(places.indexOf(inLoop?.start ?? -1))
    expect(new Set(resultsOf(text, slips([0.7, 0.7])))).toEqual(new Set(resultsOf(text, slips([0.7, 0.6]))))
  })

  test('ids that do not exist are no error, an empty focus has no edits', () => {
    expect(all({ statements: [999] })).toEqual([])
    expect(all({ statements: [] })).toEqual([])
  })

  test('kinds that healed before come before all others, and not twice', () => {
    const edits = all({ first: ['add-conjunct'] })
    const firstOther = edits.findIndex(({ kind }) => kind !== 'add-conjunct')
    expect(firstOther).toBeGreaterThan(10)
    expect(edits.slice(firstOther).filter(({ kind }) => kind === 'add-conjunct')).toEqual([])
    const plain = resultsOf(text, all())
    expect(new Set(resultsOf(text, edits))).toEqual(new Set(plain))
  })

  test('constants of the tests are tried as results', () => {
    expect(resultsOf(text, all()).some((result) => result.includes('4711'))).toBe(false)
    expect(resultsOf(text, all({ constants: [4711] }))).toContain(text.replace('return sum', 'return 4711'))
  })

  test('types that were seen keep out what cannot fit', () => {
    const swapped = text.replace('    sum += list[i]', '    sum += limit')
    const patient = source(swapped)
    const wraps = (seen: string): boolean => resultsOf(swapped, generateEdits(patient, everywhere(patient, { types: new Map([['limit', new Set([seen])]]) }))).some((result) => result.includes('sum += limit.trim()'))
    expect(wraps('number')).toBe(false)
    expect(wraps('string')).toBe(true)
  })
})

test('the cheap ones are the first ones', () => {
  const cheap = resultsOf(text, generateEdits(file, { ...everywhere(file), tiers: [1, 1] }))
  expect(cheap.length).toBeGreaterThan(50)
  expect(resultsOf(text, all()).slice(0, cheap.length)).toEqual(cheap)
  expect(cheap).toContain(text.replace('i < list', 'i <= list'))
  expect(cheap.some((result) => result.includes('if (list.length === 0)'))).toBe(false)
})

test('parentheses where precedence asks for them', () => {
  const precise = 'const f = (a, b, c) => (a + b) * c - (a ?? b)\n'
  const patient = source(precise)
  const results = resultsOf(precise, generateEdits(patient, everywhere(patient)))
  expect(results).toContain('const f = (a, b, c) => c * (a + b) - (a ?? b)\n'.replace('c * (a + b)', '(a - b) * c'))
  expect(results.filter((result) => /\?\?[^()]*(\|\||&&)|(\|\||&&)[^()]*\?\?/.test(result))).toEqual([])
})

describe('TypeScript', () => {
  const typed = 'export function pick<T extends object>(list: readonly T[], at: number): T | undefined {\n  const found: T | undefined = list[at] as T\n  return found\n}\n'

  test('types stay, offsets fit, and the results still read as TypeScript', () => {
    const patient = source(typed, 'program.ts')
    const results = resultsOf(typed, generateEdits(patient, everywhere(patient)))
    expect(results).toContain(typed.replace('list[at]', 'list[at - 1]'))
    for (const result of results) expect(result).toMatch(/pick<T extends object>\([\s\S]*readonly T\[\][\s\S]*: number[\s\S]*\): T \| undefined \{/)
    const broken = results.filter((_, index) => index % 11 === 0).filter((result) => !parses(result, 'program.ts'))
    expect(broken.length).toBeLessThan(results.length / 11 / 50)
  })
})

test.each(['', '\n', 'export {}\n', "import x from 'y'\nexport default x\n", 'label: for (;;) break label\n', 'class A { static { this.x = 1 } #p = 2; get q() { return this.#p } }\n', '#!/usr/bin/env node\nasync function* g() { yield* await 1 }\n', 'if (a) b; else if (c) d; else { e }\nvar [x = 1, ...{ length }] = [];\n', 'export default function () { return new.target }\n', 'const { a: { b = 1 }, ...rest } = f`x${1}y`\ndo { rest.a?.[b]?.() } while (import.meta.url)\n'])('never throws: %j', (odd) => {
  const patient = source(odd)
  for (const edit of generateEdits(patient, everywhere(patient, { constants: ['x', 1, null, true] }))) expect(edit.changes.length).toBeGreaterThan(0)
})
