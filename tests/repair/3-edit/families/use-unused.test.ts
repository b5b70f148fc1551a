import { describe, expect, test } from 'vitest'
import { squeeze } from '../edits-of.ts'
import { offered } from './offered.ts'

const kinds = ['use-unused', 'return-asked']

/** Lines that were lost, and the rest of the program; `…` is where they stood. */
const lines: [what: string, line: string, rest: string, types?: Record<string, string>][] = [
  ['a value that was kept', 'best = size', 'export function f(list) {\n  let best = 0\n  for (const one of list) {\n    const size = one.length\n    …\n  }\n  return best\n}\n'],
  ['a value that went into a list', 'kept.push(row)', 'export function f(list) {\n  const kept = []\n  for (const one of list) {\n    const row = one.split(1)\n    …\n  }\n  return kept\n}\n'],
  ['a list that went into a list', 'kept.push(...rows)', 'export function f(list) {\n  const kept = []\n  for (const one of list) {\n    const rows = one.split(1)\n    …\n  }\n  return kept\n}\n'],
  ['a result', 'return total', 'export function f(list) {\n  const total = list.length\n  …\n}\n'],
  ['a call', 'refill(n)', 'export function f(n) {\n  let left = 0\n  const refill = (by) => { left += by }\n  …\n  return () => left\n}\n', { n: 'number' }],
  ['an element', 'list[i] = kept', 'export function swap(list, i, j) {\n  const kept = list[j]\n  list[j] = list[i]\n  …\n}\n'],
]

describe('a lost line comes back', () => {
  test.each(lines)('%s', (_, line, rest, types = {}) => {
    const broken = rest.replace(/^\s*…\n/m, '')
    const results = offered(broken, kinds, { types })
    expect(results.length).toBeLessThan(400)
    expect(results).toContain(squeeze(rest.replace('…', line)))
  })
})

test('in place of another value', () => {
  const broken = 'export function f(list, size) {\n  const first = list[0]\n  return list.slice(0)\n}\n'
  expect(offered(broken, kinds, { types: { list: 'array', size: 'number', first: 'number' } })).toContain(squeeze(broken.replace('return list.slice(0)', 'return first')))
})

test('what tests expect, and what callers take apart', () => {
  const broken = 'function f(list) {\n  const left = list[0]\n  const right = list[1]\n}\nexport const g = (list) => {\n  const { left, right } = f(list)\n  return left + right\n}\n'
  const wanted = squeeze(broken.replace('list[1]\n', 'list[1]\n  return { left, right }\n'))
  expect(offered(broken, ['return-asked'])).toContain(wanted)
  const alone = 'export function f(list) {\n  const left = list[0]\n  const right = list[1]\n}\n'
  expect(offered(alone, ['return-asked'])).toEqual([])
  expect(offered(alone, ['return-asked'], { shapes: [['left', 'right'], ['left', 'middle']] })).toEqual([squeeze(alone.replace('list[1]\n', 'list[1]\n  return { left, right }\n'))])
  const pair = broken.replace('{ left, right }', '[left, right]')
  expect(offered(pair, ['return-asked'])).toContain(squeeze(pair.replace('list[1]\n', 'list[1]\n  return [left, right]\n')))
})

test('what callers take that is not there by name is what nobody uses', () => {
  const broken = 'function f(list) {\n  const left = list[0]\n  const other = list[1]\n}\nexport const g = (list) => {\n  const { left, right } = f(list)\n  return left + right\n}\n'
  expect(offered(broken, ['return-asked'])).toContain(squeeze(broken.replace('list[1]\n', 'list[1]\n  return { left, right: other }\n')))
})

describe('nothing is proposed', () => {
  test('where all is used', () => {
    expect(offered('export function f(list) {\n  let best = 0\n  for (const one of list) best += one\n  return best\n}\n', ['use-unused'])).toEqual([])
  })

  test('that assigns to a constant, to itself, or to another function’s names', () => {
    const text = 'export function f(list) {\n  const fixed = list[0]\n  let free = fixed\n  const lost = 1\n  return free\n}\nlet outer = 1\nexport const read = () => outer\n'
    const made = offered(text, ['use-unused']).filter((result) => result.includes('functionf'))
    expect(made).toContain(squeeze(text.replace('return', 'free = lost\n  return')))
    expect(made.filter((result) => /[^t]fixed=(?!list\[0\]|lost)/.test(result))).toEqual([])
    expect(made.filter((result) => /(?<!const)lost=[^1]|fixed=fixed|outer=lost/.test(result))).toEqual([])
  })

  test('that uses a name before it is there', () => {
    const text = 'export function f(list) {\n  let best = 0\n  best += list.length\n  const lost = best\n  return best\n}\n'
    const results = offered(text, ['use-unused'])
    expect(results.filter((result) => result.indexOf('lost') < result.indexOf('constlost'))).toEqual([])
    expect(results).toContain(squeeze(text.replace('return best', 'return lost')))
  })

  test('that gives something back where there is no function', () => {
    expect(offered('const lost = 1\nexport const read = 2\n', kinds).filter((result) => result.includes('return'))).toEqual([])
  })
})
