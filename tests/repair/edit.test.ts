import { expect, test } from 'vitest'
import { applyChanges, summarise, type Change } from '../../lib/repair/edit.ts'

const at = (text: string, before: string, after: string): Change[] => {
  const start = text.indexOf(before)
  return [{ start, end: start + before.length, text: after }]
}
const told = (text: string, before: string, after: string): string => summarise(text, { changes: at(text, before, after) })

test('changes are made in order, and nothing else is touched', () => {
  expect(applyChanges('abcdef', [{ start: 0, end: 1, text: 'A' }, { start: 2, end: 2, text: '+' }, { start: 5, end: 6, text: '' }])).toBe('Ab+cde')
  expect(applyChanges('abc', [])).toBe('abc')
})

test('a summary names the line, and shows the words around', () => {
  expect(told('let a = 1\nif (a <= b) return 1\n', '<=', '<')).toBe('line 2: `if (a <= b) return 1` became `if (a < b) return 1`')
  expect(told('a += 1; b += 2; c += 3', '2', '5')).toBe('line 1: `b += 2` became `b += 5`')
})

test('a summary of what is put in or taken away', () => {
  expect(told('a = 1\nb = 2\n', 'b = 2\n', '')).toBe('line 2: `b = 2` became ``')
  expect(summarise('a = 1\nb = 2\n', { changes: [{ start: 6, end: 6, text: 'c = 3\n' }] })).toBe('line 2: `b = 2` became `c = 3 b = 2`')
  expect(summarise('a', { changes: [] })).toBe('nothing changed')
})

test('a summary begins and ends with whole words', () => {
  expect(told('const declined = whyNot(order, (accounts / 0)) || whyNotThisOrderAtAll(order)\n', ' / 0', '')).toBe('line 1: `whyNot(order, (accounts / 0)) ||` became `whyNot(order, (accounts)) ||`')
  expect(told('const declined = why(order, account / 0)\n', ' / 0', '')).toBe('line 1: `= why(order, account / 0)` became `= why(order, account)`')
  expect(told('const remaining = total - discountedBefore + reductions', '-', '+')).toBe('line 1: `const remaining = total - discountedBefore +` became `const remaining = total + discountedBefore +`')
})

test('a summary of several changes reaches from the first to the last', () => {
  const text = 'const f = (a, b) => a - b'
  expect(summarise(text, { changes: [...at(text, 'a, b', 'b, a'), ...at(text, 'a - b', 'b - a')] })).toBe('line 1: `const f = (a, b) => a - b` became `const f = (b, a) => b - a`')
})

test('a summary stays one short line', () => {
  const summary = told(`f(\n${'x'.repeat(300)})`, 'x'.repeat(300), 'y'.repeat(300))
  expect(summary).not.toContain('\n')
  expect(summary.length).toBeLessThan(180)
  expect(summary).toContain('…')
})
