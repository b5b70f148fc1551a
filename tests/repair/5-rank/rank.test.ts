import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rank, type Before, type Plausible } from '../../../lib/repair/5-rank/rank.ts'

const patch = (name: string, change: Partial<Plausible> = {}): Plausible & { name: string } =>
  ({ name, cost: 1, size: 2, oddness: 0, suspicion: 1, order: 1, isIdle: false, refuses: false, outcomes: null, ...change })
const unknown: Before = { outcomes: null, fromPassing: [] }
const order = (patches: ReturnType<typeof patch>[], before: Before = unknown): string[] => rank(patches, before).map(({ patch: { name } }) => name)

test.each<[what: string, better: Partial<Plausible>, worse: Partial<Plausible>]>([
  ['the one that goes less far', { cost: 1 }, { cost: 3 }],
  ['the smaller one', { size: 2 }, { size: 80 }],
  ['what reads like code', { oddness: 0 }, { oddness: 2 }],
  ['the more suspicious statement', { suspicion: 1 }, { suspicion: 0 }],
  ['what does more than take a condition away', { isIdle: false, cost: 1.5 }, { isIdle: true }],
  ['what goes a little further than what nobody writes', { cost: 2 }, { oddness: 1 }],
  ['what clears an oddity up', { oddness: -1, cost: 1.5 }, { oddness: 0 }],
])('first comes %s', (_, better, worse) => {
  expect(order([patch('worse', { ...worse, order: 1 }), patch('better', { ...better, order: 2 })])).toEqual(['better', 'worse'])
  expect(order([patch('better', { ...better, order: 2 }), patch('worse', { ...worse, order: 1 })])).toEqual(['better', 'worse'])
})

// What the program came to on four calls near tests that passed, and one near a test that failed.
const before: Before = { outcomes: ['[1]', '[2]', '[3]', 'throws RangeError', '[9]'], fromPassing: [true, true, true, true, false] }

test.each<[what: string, better: string[], worse: string[]]>([
  ['changes least where tests passed', ['[1]', '[2]', '[3]', 'throws RangeError', '[0]'], ['[5]', '[6]', '[7]', 'throws RangeError', '[0]']],
  ['still answers where the program did', ['[1]', '[2]', '[4]', 'throws RangeError', '[0]'], ['[1]', '[2]', 'throws TypeError', 'throws RangeError', '[0]']],
  ['ends where the program did', ['[1]', '[2]', '[4]', 'throws RangeError', '[0]'], ['[1]', '[2]', 'ran on', 'throws RangeError', '[0]']],
  ['gives something where the program did', ['[1]', '[2]', '[4]', 'throws RangeError', '[0]'], ['[1]', '[2]', '["#undefined"]', 'throws RangeError', '[0]']],
  ['gives a number where the program did', ['[1]', '[2]', '[4]', 'throws RangeError', '[0]'], ['[1]', '[2]', '["#NaN"]', 'throws RangeError', '[0]']],
  ['changes something near what failed', ['[1]', '[2]', '[3]', 'throws RangeError', '[0]'], ['[1]', '[2]', '[3]', 'throws RangeError', '[9]']],
])('first comes what %s', (_, better, worse) => {
  expect(order([patch('worse', { outcomes: worse, order: 1 }), patch('better', { outcomes: better, order: 2 })], before)).toEqual(['better', 'worse'])
})

test('who throws where a test that failed wants that may throw near by as well', () => {
  const throwing = patch('throwing', { outcomes: ['[1]', 'throws RangeError', '[3]', 'throws RangeError', 'throws RangeError'] })
  const other = patch('other', { outcomes: ['[1]', '[7]', '[3]', 'throws RangeError', '[0]'] })
  expect(order([throwing, other], before)).toEqual(['other', 'throwing'])
  expect(order([{ ...throwing, refuses: true }, other], before)).toEqual(['throwing', 'other'])
  // To run on is no refusal.
  expect(order([{ ...throwing, refuses: true, outcomes: ['[1]', 'ran on', '[3]', 'throws RangeError', 'ran on'] }, other], before)).toEqual(['other', 'throwing'])
})

test('what fails where the program failed is not held against it', () => {
  const [a, b] = rank([patch('a', { outcomes: ['[1]', '[2]', '[3]', 'throws RangeError', '[0]'] }), patch('b', { outcomes: ['[1]', '[2]', '[3]', '[4]', '[0]'] })], before)
  expect(a?.penalty).toBe(b?.penalty)
})

test('those that behave alike stand together: what many agree on comes before what one says', () => {
  const alike = ['[7]', '[2]', '[3]', 'throws RangeError', '[0]']
  const patches = [patch('alone', { outcomes: ['[8]', '[2]', '[3]', 'throws RangeError', '[0]'], order: 0 }), ...[1, 2, 3].map((index) => patch(`together ${index}`, { outcomes: alike, order: index, cost: 1 + index / 10 }))]
  const ranked = rank(patches, before)
  expect(ranked.map(({ patch: { name }, agreeing }) => [name, agreeing])).toEqual([['together 1', 3], ['alone', 1], ['together 2', 3], ['together 3', 3]])
})

test('but a hundred that agree are no better than a few', () => {
  const many = (count: number): number => rank(Array.from({ length: count }, (_, index) => patch(String(index), { outcomes: ['[1]'], order: index })), unknown)[0]?.penalty ?? NaN
  expect(many(2)).toBeLessThan(many(1))
  expect(many(4)).toBeLessThan(many(2))
  expect(many(100)).toBe(many(4))
})

test('of what could not be asked, each stands alone', () => {
  expect(rank([patch('a', { order: 1 }), patch('b', { order: 2 })], before).map(({ agreeing }) => agreeing)).toEqual([1, 1])
})

test('nobody is lost or made up, and the order given makes no difference', () => {
  const patches = fc.array(fc.record({ cost: fc.integer({ min: 1, max: 9 }), size: fc.nat(50), oddness: fc.nat(3), suspicion: fc.constantFrom(0, 0.5, 1), outcomes: fc.option(fc.array(fc.constantFrom('[1]', '[2]', 'ran on'), { minLength: 5, maxLength: 5 })) }), { maxLength: 8 })
  fc.assert(fc.property(patches, (found) => {
    const all = found.map((one, index) => patch(String(index), { ...one, order: index }))
    const ranked = order(all, before)
    expect(ranked.toSorted()).toEqual(all.map(({ name }) => name).toSorted())
    // Groups of equal penalty keep the order in which they came.
    const penalties = (given: typeof all): number[] => rank(given, before).map(({ penalty }) => penalty)
    expect(penalties(all.toReversed()).toSorted((a, b) => a - b)).toEqual(penalties(all).toSorted((a, b) => a - b))
  }))
})
