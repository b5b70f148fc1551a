import { describe, expect, test } from 'vitest'
import { squeeze } from '../edits-of.ts'
import { offered } from './offered.ts'

/** Lines that were lost, and the rest of the program; `…` is where they stood. */
const lines: [what: string, line: string, rest: string][] = [
  ['of one account and the other', 'to.balance += amount', 'export function move(from, to, amount) {\n  from.balance -= amount\n  …\n  return amount\n}\n'],
  ['before the one that is left', 'from.balance -= amount', 'export function move(from, to, amount) {\n  …\n  to.balance += amount\n  return amount\n}\n'],
  ['of less and more', 'if (n > most) n = most', 'export function clamp(n, least, most) {\n  if (n < least) n = least\n  …\n  return n\n}\n'],
  ['of least and most', 'high = Math.max(high, one)', 'export function range(list) {\n  let [low, high] = [0, 0]\n  for (const one of list) {\n    low = Math.min(low, one)\n    …\n  }\n  return [low, high]\n}\n'],
  ['of two sides', 'if (kind === "out") total -= value', 'export function sum(kind, value, total) {\n  if (kind === "in") total += value\n  …\n  return kind === "out" ? -total : total\n}\n'],
]

describe('the counterpart of a neighbour', () => {
  test.each(lines)('%s', (_, line, rest) => {
    const broken = rest.replace(/^\s*…\n/m, '')
    const right = squeeze(rest.replace('…', line))
    const made = offered(broken, ['mirror-statement'])
    expect(made).toContain(right)
    expect(made.length).toBeLessThan(1_500)
  })

  test('two words changed come before three and one', () => {
    const made = offered('export function move(from, to, amount) {\n  from.balance -= amount\n  return amount\n}\n', ['mirror-statement']).filter((text) => text.startsWith(squeeze('export function move(from, to, amount) { from.balance -= amount ')))
    const at = (line: string): number => made.findIndex((text) => text.includes(`from.balance-=amount${line}return`))
    expect(at('to.balance+=amount')).toBeGreaterThanOrEqual(0)
    expect(at('to.balance-=amount')).toBeGreaterThan(at('to.balance+=amount'))
    expect(at('from.balance+=amount')).toBeGreaterThan(at('to.balance+=amount'))
  })
})

describe('nothing is mirrored', () => {
  test('that is the neighbour itself once more', () => {
    const text = 'export function move(from, to, amount) {\n  from.balance -= amount\n  return amount\n}\n'
    const made = offered(text, ['mirror-statement'])
    expect(made).not.toContain(squeeze(text.replace('  return', '  from.balance -= amount\n  return')))
  })

  test('that jumps, where there is no loop', () => {
    const text = 'export function f(list, low, high) {\n  for (const one of list) { if (one < low) break }\n  if (high > 1) { low += 1 }\n  return high\n}\n'
    const made = offered(text, ['mirror-statement'])
    expect(made.length).toBeGreaterThan(0)
    expect(made.filter((result) => (result.match(/break/g) ?? []).length > 1 && result.lastIndexOf('break') > result.indexOf('if(high'))).toEqual([])
  })

  test('that has no counterpart', () => {
    expect(offered('export function f(n) {\n  console.log(n)\n  return n\n}\n', ['mirror-statement'])).toEqual([])
  })

  test('of what is far, or long', () => {
    const far = 'export function f(from, to) {\n  from.n -= 1\n  tell()\n  tell()\n  tell()\n  return 0\n}\n'
    expect(offered(far, ['mirror-statement']).filter((result) => /tell\(\)to\.n\+=1return/.test(result))).toEqual([])
    expect(offered(far, ['mirror-statement'])).toContain(squeeze(far.replace('from.n -= 1\n', 'from.n -= 1\n  to.n += 1\n')))
    const long = `export function f(from, to) {\n  from.n -= ${Array.from({ length: 60 }, () => '1').join(' * ')}\n  return 0\n}\n`
    expect(offered(long, ['mirror-statement'])).toEqual([])
  })

  test('with names of other types', () => {
    const text = 'export function f(n, text) {\n  n.count -= 1\n  return text\n}\n'
    expect(offered(text, ['mirror-statement'], { types: { n: 'object', text: 'string' } }).filter((result) => result.includes('text.count'))).toEqual([])
    expect(offered(text, ['mirror-statement'], { types: { n: 'object', text: 'object' } }).filter((result) => result.includes('text.count')).length).toBeGreaterThan(0)
  })
})
