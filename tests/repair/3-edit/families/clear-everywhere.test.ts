import { expect, test } from 'vitest'
import { squeeze } from '../edits-of.ts'
import { offered } from './offered.ts'

const program = (sum: string, first: string, half: string): string => `function mean(list) {
  ${sum}
  let total = 0
  for (const one of list) total += ${first}
  return total / list.length
}
function half(n) {
  if (${half}) return 0
  return n / 2
}
`

test('what nobody divides by is away everywhere at once, whatever functions it stands in', () => {
  const results = offered(program('', '(one / 0)', '(n / 0) < 1'), ['drop-operand-everywhere'])
  expect(results).toEqual([squeeze(program('', 'one', 'n < 1'))])
})

test('so are negations of whole conditions', () => {
  const text = program('if (!(list.length > 0)) return 0', 'one', '!(n < 1 || n > 9)')
  expect(offered(text, ['drop-negation-everywhere'])).toEqual([squeeze(program('if (list.length > 0) return 0', 'one', 'n < 1 || n > 9'))])
})

test('and statements that end everything', () => {
  const text = program('process.exit(1)', 'one', 'n < 1').replace('  return n / 2', '  process.exit(1)\n  return n / 2')
  expect(offered(text, ['drop-intruder'])[0]).toBe(squeeze(program('', 'one', 'n < 1')))
})

test('one place is no everywhere, and what is negated by itself stays', () => {
  expect(offered(program('', '(one / 0)', 'n < 1'), ['drop-operand-everywhere'])).toEqual([])
  expect(offered(program('if (!list) return 0', 'one', '!n'), ['drop-negation-everywhere'])).toEqual([])
})
