import { describe, expect, test } from 'vitest'
import { coverName } from '../../../lib/repair/2-localise/counter-splices.ts'
import { seenTypes, type TypeProbe, typeProbesFor } from '../../../lib/repair/3-edit/seen-types.ts'
import { statementsOf } from '../../../lib/repair/statements.ts'
import { everywhere, resultsOf, source } from './edits-of.ts'

const text = `const limit = 3
function outer(list, text) {
  const kept = []
  let count = 0
  for (const one of list) {
    const inLoop = one + 1
    kept.push(inLoop)
  }
  function inner(n) {
    return n + count
  }
  return inner(kept)
}
function empty() {}
const arrow = (a) => a + limit
`
const file = source(text)
const probesOf = (statements: readonly number[]): TypeProbe[] => [...typeProbesFor(file, statements)]
const all = everywhere(file).statements

describe('where names are asked', () => {
  test('once in each function, before its last statement', () => {
    const [first, ...more] = probesOf(all)
    expect(more.map(({ names }) => names)).toEqual([['n']])
    expect(new Set(first?.names)).toEqual(new Set(['list', 'text', 'kept', 'count']))
    const [asked = ''] = resultsOf(text, first ? [first.edit] : [])
    expect(asked).toContain(`  ${coverName}(4, ($question) => { switch ($question) { case 0: return ${first?.names[0]};`)
    expect(asked.indexOf(coverName)).toBeGreaterThan(asked.indexOf('function inner'))
    expect(asked.indexOf(coverName)).toBeLessThan(asked.indexOf('return inner(kept)'))
  })

  test('only in functions in question', () => {
    const inLoop = statementsOf(file.ast).find(({ start }) => text.startsWith('kept.push', start))
    expect(probesOf(inLoop ? [inLoop.id] : []).map(({ names }) => names.length)).toEqual([4])
    expect(probesOf([])).toEqual([])
  })

  test('a few names of each', () => {
    const names = Array.from({ length: 30 }, (_, index) => `value${index}`)
    const many = source(`function f(${names.join(', ')}) {\n  return value0\n}\n`)
    expect([...typeProbesFor(many, everywhere(many).statements)].map((probe) => probe.names.length)).toEqual([14])
  })
})

describe('what was seen', () => {
  const probe = (...names: string[]): TypeProbe => ({ edit: { kind: 'probe', changes: [], at: 0, cost: 0 }, names })
  const seen = (names: string[], ...answers: string[]): Record<string, string[]> =>
    Object.fromEntries([...seenTypes([{ probe: probe(...names), visits: answers.map((answer) => ({ check: 1, answers: answer })) }])].map(([name, types]) => [name, [...types]]))

  test('each letter is a type, those of all visits together', () => {
    expect(seen([...'abcdefgh'], 'nsbaofmt', 'nnbaofmt')).toEqual({ a: ['number'], b: ['string', 'number'], c: ['boolean'], d: ['array'], e: ['object'], f: ['function'], g: ['map'], h: ['set'] })
  })

  test('who only ever held nothing is not known; who held something too may hold nothing', () => {
    expect(seen(['a', 'b', 'c', 'd'], '0u0n', 'u00n', 'u0ou')).toEqual({ c: ['null', 'object'], d: ['number', 'undefined'] })
  })

  test('who could not be asked is not known', () => {
    expect(seen(['a', 'b'], 'xn')).toEqual({ b: ['number'] })
    expect(seen(['a'])).toEqual({})
  })

  test('a name of two functions holds what it holds in either', () => {
    const visits = (answers: string) => [{ check: 1, answers }]
    expect(seenTypes([{ probe: probe('a'), visits: visits('n') }, { probe: probe('b', 'a'), visits: visits('ss') }])).toEqual(new Map([['a', new Set(['number', 'string'])], ['b', new Set(['string'])]]))
  })
})
