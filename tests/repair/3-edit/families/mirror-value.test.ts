import { describe, expect, test } from 'vitest'
import { squeeze } from '../edits-of.ts'
import { offered } from './offered.ts'

/** Of two that are each other's counterparts, what the one lost; `…` is where it stood. */
const values: [what: string, right: string, broken: string, rest: string][] = [
  ['the value of the line beside it', 'const b = at < right.length ? right[at] : filler', 'const b = right[at]', 'export function pair(left, right, at, filler) {\n  const a = at < left.length ? left[at] : filler\n  …\n  return [a, b]\n}\n'],
  ['of an assignment', 'high = Math.max(high, one)', 'high = one', 'export function range(list) {\n  let low = 0\n  let high = 0\n  for (const one of list) {\n    low = Math.min(low, one)\n    …\n  }\n  return [low, high]\n}\n'],
  ['an argument', 'return out.concat(a.slice(i), b.slice(j))', 'return out.concat(b.slice(j))', 'export function rest(a, b, out) {\n  let i = 0\n  let j = 0\n  while (a[i] === b[j]) { i += 1; j += 1 }\n  …\n}\n'],
  ['an element', 'return [first, last]', 'return [first]', 'export function ends(list) {\n  const first = list[0]\n  const last = list.at(-1)\n  …\n}\n'],
]

describe('what is put right by its counterpart', () => {
  test.each(values)('%s', (_, right, broken, rest) => {
    const made = offered(rest.replace('…', broken), ['mirror-value', 'mirror-argument'])
    expect(made).toContain(squeeze(rest.replace('…', right)))
    expect(made.length).toBeLessThan(200)
  })

  test('nothing, where the lines beside it are of another kind', () => {
    expect(offered('export function f(left, right) {\n  const a = left + 1\n  if (right) return right\n  return a\n}\n', ['mirror-value'])).toEqual([])
  })

  test('no argument is given twice', () => {
    for (const one of offered('export function f(left, right) {\n  return g(left, right)\n}\n', ['mirror-argument'])) expect(one).not.toMatch(/left,left|right,right/)
  })
})

describe('halves that are called so', () => {
  const lost = (one: string, other: string): boolean => {
    const text = `export function f(list, sum) {\n  let ${one} = list[0]\n  let ${other} = list[1]\n  ${one} += sum\n  return [${one}, ${other}]\n}\n`
    return offered(text, ['mirror-statement']).includes(squeeze(text.replace('  return', `  ${other} += sum\n  return`)))
  }

  test.each([['lo', 'hi'], ['right', 'left'], ['minAt', 'maxAt'], ['leftSum', 'rightSum']])('%s and %s', (one, other) => {
    expect(lost(one, other)).toBe(true)
  })

  test.each([['lo', 'right'], ['leftSum', 'rightCount'], ['size', 'count']])('and not %s and %s', (one, other) => {
    expect(lost(one, other)).toBe(false)
  })
})

test('a branch that is lost is the counterpart of the one before it', () => {
  const right = 'export function f(text, ok) {\n  let [lo, hi] = [0, text.length - 1]\n  while (lo < hi) {\n    if (!ok(text[lo])) lo++\n    else if (!ok(text[hi])) hi--\n    else break\n  }\n  return lo\n}\n'
  expect(offered(right.replace('    else if (!ok(text[hi])) hi--\n', ''), ['mirror-statement'])).toContain(squeeze(right))
  const last = right.replace('    else break\n', '')
  expect(offered(last.replace('    else if (!ok(text[hi])) hi--\n', ''), ['mirror-statement'])).toContain(squeeze(last))
})
