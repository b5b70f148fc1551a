import { describe, expect, test } from 'vitest'
import { findFault } from '../../../lib/chaos/faults.ts'
import { seededRandom } from '../../../lib/chaos/random.ts'

/** What a fault makes of a small program, over many seeds, as bodies of `perform`. */
function outcomes(id: string, source: string, intensity = 1): (string | null)[] {
  const fault = findFault(id)
  if (fault.class !== 'code') throw new TypeError(`${id} is no code fault`)
  const all = Array.from({ length: 40 }, (_, seed) => fault.mutate(source, { random: seededRandom(seed * 7919), intensity })?.source ?? null)
  return [...new Set(all)].sort()
}

const perform = (body: string, params = 'a, b') => `export function perform(${params}) { ${body} }`

/** Fault, program, and every program that it may become. */
const small: [id: string, before: string, ...after: string[]][] = [
  ['arithmetic', 'return a + b', 'return a - b'],
  ['arithmetic', 'return (a) /* + */ * (b)', 'return (a) /* + */ / (b)'],
  ['arithmetic', 'a -= b; return a', 'a += b; return a'],
  ['arithmetic', 'return a % b ** 2', 'return a * b ** 2', 'return a % b * 2'],
  ['arithmetic', 'a++; return --b', 'a--; return --b', 'a++; return ++b'],
  ['comparison', 'return a === b', 'return a !== b'],
  ['comparison', 'return a < b', 'return a > b'],
  ['boundary', 'return a < b', 'return a <= b'],
  ['boundary', 'return a >= b', 'return a > b'],
  ['logical', 'return a && b', 'return a || b'],
  ['logical', 'return !a', 'return a'],
  ['logical', 'return a ?? b', 'return a && b'],
  ['constant', 'return a + 10', 'return a + 11', 'return a + 9'],
  ['constant', 'return a-1', 'return a-2', 'return a-0'],
  ['constant', 'return [true, 5n]', 'return [false, 5n]', 'return [true, 6n]'],
  ['constant', "return 'x'", "return ''"],
  ['constant', "return a + 1 + 'x'", "return a + 0 + 'x'", "return a + 2 + 'x'"],
  ['swapped-arguments', 'return f(a, 1)', 'return f(1, a)'],
  ['swapped-arguments', 'return a.sort((x, y) => x - y)', 'return a.sort((y, x) => x - y)'],
  ['removed-return', 'return a + b', 'a + b'],
  ['removed-return', 'return { a }', 'void { a }'],
  ['removed-return', 'if (a) return; return', 'if (a) ; return', 'if (a) return; ;'],
  ['removed-statement', 'a.go(); return a', '; return a'],
  ['removed-statement', 'if (a) b.go(); return b', '; return b', 'if (a) ; return b'],
  ['negated-condition', 'return a > b ? a : b', 'return !(a > b) ? a : b'],
  ['negated-condition', 'if (!a) return b; return 1', 'if (a) return b; return 1'],
  ['renamed-variable', 'return a.length', 'return aa.length'],
  ['off-by-one', 'return a[b]', 'return a[b + 1]', 'return a[b - 1]'],
  ['off-by-one', 'return a.length * 2', 'return (a.length + 1) * 2', 'return (a.length - 1) * 2'],
  ['off-by-one', 'for (let i = 0; i < b; i++) a()', 'for (let i = 1; i < b; i++) a()', 'for (let i = 0; i < b + 1; i++) a()', 'for (let i = 0; i < b - 1; i++) a()'],
  ['null-value', 'const c = a(b); return c', 'const c = null; return c', 'const c = a(b); return null'],
  ['division-by-zero', 'return a / (b + 1)', 'return a / (0)'],
  ['division-by-zero', 'return a - b', 'return ((a - b) / 0)'],
  ['division-by-zero', 'return a.name', 'return (a.name / 0)'],
  ['thrown-error', 'return a', "throw new Error('chaos was here'); return a"],
  ['process-exit', 'return a', 'process.exit(0); return a', 'process.exit(1); return a'],
  ['infinite-loop', 'return a', 'for (;;) {} return a'],
  ['infinite-loop', 'for (let i = 0; i < b; i++) a()', 'for (;;) {} for (let i = 0; i < b; i++) a()', 'for (let i = 0; i < b; ) a()'],
  ['unbounded-recursion', 'return a', 'return perform(a, b); return a'],
]

test.each(small)('%s: %s', (id, before, ...after) => {
  expect(outcomes(id, perform(before))).toEqual(after.map((body) => perform(body)).sort())
})

describe('what comes to the same, or is no place for it, is not tried', () => {
  test.each([
    ['arithmetic', "return 'x' + a"],
    ['arithmetic', 'return a + 0'],
    ['arithmetic', 'return a * 1'],
    ['constant', 'return { key: a }'],
    ['swapped-arguments', 'return Math.max(a, b)'],
    ['swapped-arguments', 'return f(...a, b)'],
    ['swapped-arguments', 'return f(a, a)'],
    ['null-value', 'let c = 0; c += a'],
    ['null-value', 'const c = f({\n  a,\n})'],
    ['renamed-variable', 'Math.max(1)'],
    ['renamed-variable', 'typeof a'],
    ['negated-condition', 'while (true) a()'],
    ['boundary', 'return a === b'],
  ])('%s: %s', (id, body) => {
    expect(outcomes(id, perform(body))).toEqual([null])
  })

  test('a directive is no constant and no statement', () => {
    for (const id of ['constant', 'removed-statement']) expect(outcomes(id, "'use strict'\nexport {}")).toEqual([null])
  })

  test('a loop that can be left is not made endless by taking its step', () => {
    const loop = perform('for (let i = 0; i < b; i++) if (a(i)) break')
    expect(outcomes('infinite-loop', loop)).toEqual([loop.replace('{ for', '{ for (;;) {} for')])
  })

  test('the module that is imported keeps its name', () => {
    expect(outcomes('constant', "import a from 'a'\nexport const perform = () => a")).toEqual([null])
    expect(outcomes('division-by-zero', "const a = require('a')\na()")).not.toContain("const a = require(('a' / 0))\na()")
  })
})

test('one place is hit once, whatever the intensity', () => {
  expect(outcomes('constant', perform('return 10'), 5)).toEqual([perform('return 11'), perform('return 9')])
  expect(outcomes('null-value', perform('const c = a(b); return c'), 5)).toEqual([perform('const c = null; return null')])
})

describe('statements are put where they run', () => {
  const thrown = "throw new Error('chaos was here');"
  test.each([
    ['on a line of their own', 'export function perform(a) {\n\treturn a\n}\n', `export function perform(a) {\n\t${thrown}\n\treturn a\n}\n`],
    ['with Windows line ends', 'export function perform(a) {\r\n  return a\r\n}\r\n', `export function perform(a) {\r\n  ${thrown}\r\n  return a\r\n}\r\n`],
    ['behind directives', "function perform(a) { 'use strict'\n  return a }\nmodule.exports = { perform }", `function perform(a) { 'use strict'\n  ${thrown}\n  return a }\nmodule.exports = { perform }`],
    ['behind directives of the file', "'use strict'\na.go()\n", `'use strict'\n${thrown}\na.go()\n`],
    ['in an empty body', 'export const perform = () => {}', `export const perform = () => { ${thrown} }`],
    ['in an arrow function without a body', 'export const perform = (a) => ({ a })', `export const perform = (a) => { ${thrown} return ({ a }); }`],
    ['at the top level of a program without functions', '#!/usr/bin/env node\nimport a from "a"\n\na.go()', `#!/usr/bin/env node\nimport a from "a"\n\n${thrown}\na.go()`],
  ])('%s', (_where, before, after) => {
    expect(outcomes('thrown-error', before)).toEqual([after])
  })

  test('a function with destructured parameters calls itself with its arguments', () => {
    expect(outcomes('unbounded-recursion', perform('return a', '{ a }'))).toEqual([perform('return perform(...arguments); return a', '{ a }')])
    expect(outcomes('unbounded-recursion', 'export const perform = ({ a }) => a')).toEqual(['export const perform = ({ a }) => { void (function again() { again(); })(); return a; }'])
  })

  test('what a leak keeps outlives the call, under a name of its own', () => {
    expect(outcomes('leak', 'const kept = 1\nexport function perform(a) { return a }\n', 2)).toEqual([
      'const kept2 = [];\nconst kept = 1\nexport function perform(a) { kept2.push(new Array(2097152).fill(0)); return a }\n',
    ])
  })
})

describe('a dropped statement', () => {
  const dropped = (body: string) => outcomes('removed-statement', `export function perform(a) {\n${body}\n  return a\n}\n`)

  test('takes its line with it', () => {
    expect(dropped('  a.go()')).toEqual(['export function perform(a) {\n  return a\n}\n'])
  })
  test('leaves the comment beside it', () => {
    expect(dropped('  a.go() // now')).toEqual(['export function perform(a) {\n  ; // now\n  return a\n}\n'])
  })
  test('does not let its neighbours become one expression', () => {
    expect(dropped('  let b = a\n  a.go()\n  ;[b] = a')).toContain('export function perform(a) {\n  let b = a\n  ;[b] = a\n  return a\n}\n')
    expect(dropped('  let b = a\n  if (b) { b.go() }\n  [b] = a')).toContain('export function perform(a) {\n  let b = a\n  ;\n  [b] = a\n  return a\n}\n')
  })
  test('is a log line only where there is no other', () => {
    expect(dropped('  console.log(a)\n  a.go()\n  console.log(a)')).toEqual(['export function perform(a) {\n  console.log(a)\n  console.log(a)\n  return a\n}\n'])
    expect(dropped('  console.log(a)')).toEqual(['export function perform(a) {\n  return a\n}\n'])
  })
  test('holds no comment', () => {
    expect(dropped('  if (a) {\n    // why\n  }')).toEqual([null])
  })
})

describe('delete-lines', () => {
  const source = 'export function perform(a) {\n  // first\n  a.one()\n\n  a.two()\n  a.three()\n  a.four()\n}\n'
  test('takes one whole line of code that runs', () => {
    const without = (line: string) => source.replace(`  ${line}\n`, '')
    for (const outcome of outcomes('delete-lines', source)) {
      expect([without('a.one()'), without('a.two()'), without('a.three()'), without('a.four()'), source.replace(/^.*\n/, '')]).toContain(outcome)
    }
  })
  test('takes neighbours, as many as the intensity', () => {
    expect(outcomes('delete-lines', source, 3)).toEqual([
      source.replace('  a.two()\n  a.three()\n  a.four()\n', ''),
      source.replace('  a.three()\n  a.four()\n}\n', ''),
    ].sort())
  })
  test('leaves the inside of a template alone', () => {
    for (const outcome of outcomes('delete-lines', 'export const perform = () => {\n  return `\nkept\n`\n}\n')) expect(outcome).toContain('kept')
  })
})

describe('syntax-error', () => {
  test('loses brackets and misspells keywords', () => {
    const broken = outcomes('syntax-error', perform('if (a) return b'))
    expect(broken).toContain('export function perform(a, b) { if (a) return b ')
    expect(broken).toContain('export function perform(a, b) { fi (a) return b }')
    expect(broken).not.toContain(null)
  })
  test('breaks a file without either', () => {
    expect(outcomes('syntax-error', 'a = b')).not.toContain(null)
  })
})
