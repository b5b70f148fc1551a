import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Separator, separators } from '../../../lib/repair/3-edit/separate.ts'
import type { Visit } from '../../../lib/repair/visit.ts'

/** Each visit as `check answers`; checks below ten fail, the others pass. */
const told = (...visits: string[]): Visit[] => visits.map((visit) => ({ check: Number.parseInt(visit, 10), answers: visit.split(' ')[1] ?? '' }))
const passes = (check: number): boolean => check >= 10
const texts = (found: readonly Separator[]): string[] => found.map(({ text }) => text)
const found = (questions: readonly string[], visits: readonly Visit[], wanted?: '1' | '0'): string[] => texts(separators(questions, visits, passes, wanted))

describe('one question', () => {
  test('yes somewhere in what fails, and nowhere in what passes', () => {
    expect(separators(['a', 'b', 'c'], told('1 001', '1 110', '10 010', '11 000'), passes)).toEqual([{ text: 'a', of: 1 }, { text: 'c', of: 1 }])
  })

  test('in every check that fails, not in most of them', () => {
    expect(found(['a', 'b'], told('1 11', '2 01', '10 00'))).toEqual(['b'])
  })

  test('one yes in one visit of a check that passes is one too many', () => {
    expect(found(['a'], told('1 1', '10 0', '10 1', '10 0'))).toEqual([])
  })

  test('what throws anywhere is not asked, be it where all is well or not', () => {
    expect(found(['a', 'b', 'c'], told('1 111', '10 x00', '11 000', '1 0x0'))).toEqual(['c'])
  })

  test('where nothing that fails comes by, nothing is told apart', () => {
    expect(found(['a'], told('10 0', '11 1'))).toEqual([])
    expect(found(['a'], [])).toEqual([])
  })

  test('where nothing that passes comes by, all is told apart', () => {
    expect(found(['a', 'true'], told('1 01', '2 01'))).toEqual(['true'])
  })

  test('of visits without end, the last counts as the first', () => {
    const many = [...Array.from({ length: 70 }, () => '10 00'), '1 11', '10 10']
    expect(found(['a', 'b'], told(...many))).toEqual(['b'])
  })

  test('three that say the same are enough', () => {
    expect(found(['a', 'b', 'c', 'd', 'e'], told('1 11111', '1 00001', '10 00000'))).toEqual(['a', 'b', 'c', 'e'])
  })

  test('a few dozen at most', () => {
    const questions = Array.from({ length: 60 }, (_, index) => `q${index}`)
    // Each says yes at a visit of its own, beside the one that all say yes at.
    const visits = told(`1 ${'1'.repeat(60)}`, ...questions.map((_, index) => `1 ${'0'.repeat(index)}1${'0'.repeat(59 - index)}`), `10 ${'0'.repeat(60)}`)
    expect(found(questions, visits)).toEqual(questions.slice(0, 24))
  })
})

describe('two questions', () => {
  test('either, where each is silent in what passes and they reach all that fails together', () => {
    expect(separators(['a', 'b', 'c'], told('1 100', '2 010', '10 000'), passes)).toEqual([{ text: 'a || b', of: 2 }])
  })

  test('not either, where one of them speaks in what passes', () => {
    expect(found(['a', 'b'], told('1 10', '2 01', '10 01'))).toEqual([])
  })

  test('both, where each speaks too often but never both of them', () => {
    expect(separators(['a', 'b'], told('1 11', '10 10', '11 01'), passes)).toEqual([{ text: 'a && b', of: 2 }])
  })

  test('not both, where they hold together in what passes, or in what fails never at once', () => {
    expect(found(['a', 'b'], told('1 11', '10 11'))).toEqual([])
    expect(found(['a', 'b'], told('1 10', '1 01', '10 10', '11 01'))).toEqual([])
  })

  test('what may throw is asked second, and only where the first says yes', () => {
    expect(found(['b', 'a'], told('1 11', '10 x0', '11 10', '12 01'))).toEqual(['a && b'])
    expect(found(['b', 'a'], told('1 11', '10 x1', '11 10', '12 01'))).toEqual([])
    expect(found(['b', 'a'], told('1 11', '10 xx', '11 10', '12 01'))).toEqual([])
  })

  test('one comes before two', () => {
    expect(found(['a', 'b', 'c', 'd', 'e'], told('1 10111', '2 01111', '10 00010', '11 00001'))).toEqual(['c', 'a || b', 'd && e'])
  })

  test('what binds less than what joins them is held together', () => {
    expect(found(['a || b', 'c'], told('1 11', '10 10', '11 01'))).toEqual(['(a || b) && c'])
    expect(found(['a ? b : c', 'd'], told('1 11', '10 10', '11 01'))).toEqual(['(a ? b : c) && d'])
    expect(found(['a ? b : c', 'd ?? e'], told('1 10', '2 01', '10 00'))).toEqual(['(a ? b : c) || (d ?? e)'])
    expect(found(['a && b', 'c || d'], told('1 10', '2 01', '10 00'))).toEqual(['a && b || c || d'])
  })
})

describe('what holds where all is well', () => {
  test('yes at every visit of what passes, no at one of each that fails', () => {
    expect(separators(['a', 'b', 'c'], told('1 010', '1 111', '2 001', '10 111', '11 101'), passes, '0')).toEqual([{ text: 'a', of: 1 }])
  })

  test('two of them, both needed', () => {
    expect(separators(['a || c', 'b'], told('1 01', '2 10', '10 11'), passes, '0')).toEqual([{ text: '(a || c) && b', of: 2 }])
  })

  test('no silence for a yes: what throws does not hold', () => {
    expect(found(['a'], told('1 0', '10 x'), '0')).toEqual([])
    expect(found(['a'], told('1 x', '10 1'), '0')).toEqual([])
  })

  test('nothing that sometimes says no there', () => {
    expect(found(['a', 'b'], told('1 00', '10 10', '11 01'), '0')).toEqual([])
  })
})

/** What a separator comes to at a visit. 'x' where asking it would throw. */
function answerOf(text: string, answers: string): '1' | '0' | 'x' {
  const [operator, until] = text.includes(' || ') ? [' || ', '1'] as const : [' && ', '0'] as const
  for (const name of text.split(operator)) {
    const answer = answers.charAt(Number(name.slice(1)))
    if (answer === 'x') return 'x'
    if (answer === until) return until
  }
  return until === '1' ? '0' : '1'
}

const observed = fc.integer({ min: 1, max: 8 }).chain((questions) => fc.record({
  questions: fc.constant(Array.from({ length: questions }, (_, index) => `q${index}`)),
  visits: fc.array(fc.record({
    check: fc.constantFrom(1, 2, 10, 11, 12),
    answers: fc.array(fc.constantFrom('0', '0', '0', '1', '1', 'x'), { minLength: questions, maxLength: questions }).map((letters) => letters.join('')),
  }), { maxLength: 7 }),
}))

test.each(['1', '0'] as const)('whatever was seen, each tells apart what it should, and never throws (%s)', (wanted) => {
  const other = wanted === '1' ? '0' : '1'
  let seen = 0
  fc.assert(fc.property(observed, ({ questions, visits }) => {
    for (const { text, of } of separators(questions, visits, passes, wanted)) {
      seen += 1
      expect(text.split(/ \|\| | && /)).toHaveLength(of)
      const said = visits.map(({ check, answers }) => ({ check, answer: answerOf(text, answers) }))
      expect(said.filter(({ answer }) => answer === 'x')).toEqual([])
      for (const check of new Set(visits.map((visit) => visit.check))) {
        const own = said.filter((one) => one.check === check).map(({ answer }) => answer)
        if (passes(check)) expect(own).toEqual(own.map(() => other))
        else expect(own).toContain(wanted)
      }
    }
  }), { numRuns: 1500 })
  expect(seen).toBeGreaterThan(100)
})

test('whatever was seen, none of one question is missed, nor of two that are each silent where all is well', () => {
  fc.assert(fc.property(observed, ({ questions, visits }) => {
    const all = [...new Set(visits.map(({ check }) => check))]
    const failing = all.filter((check) => !passes(check))
    const saidBy = (text: string): string => visits.map(({ answers }) => answerOf(text, answers)).join('')
    const isSilent = (text: string): boolean => !saidBy(text).includes('x') && visits.every(({ check }, index) => !passes(check) || saidBy(text)[index] === '0')
    const separates = (text: string): boolean => failing.length > 0 && isSilent(text) && failing.every((check) => visits.some((visit) => visit.check === check && answerOf(text, visit.answers) === '1'))
    const pairs = questions.flatMap((one, index) => questions.slice(index + 1).filter((other) => isSilent(one) && isSilent(other)).map((other) => `${one} || ${other}`))
    const told = new Set(texts(separators(questions, visits, passes)).map(saidBy))
    for (const text of [...questions, ...pairs.filter((pair) => !pair.split(' || ').some(separates))]) if (separates(text)) expect(told).toContain(saidBy(text))
  }), { numRuns: 1500 })
})
