import { expect, test } from 'vitest'
import { oddities } from '../../../lib/repair/1-diagnose/oddities.ts'
import { openParser } from '../../../lib/repair/1-diagnose/parse-failure.ts'
import { surroundingsOf } from '../../../lib/repair/1-diagnose/surroundings.ts'
import { linesOf } from '../../../lib/repair/1-diagnose/tokens.ts'

function oddnessOf(text: string): number {
  const { ast } = openParser('a.js', text)(text)
  if (!ast) throw new Error(`does not parse: ${text}`)
  return oddities(ast, text, linesOf(text), surroundingsOf(text, { start: 0, end: text.length }))
}

test.each([
  ['a name that nothing declares', 'const one = 1\nf(one)\nfunction f() {}\n', 'const one = 1\nf(one, two)\nfunction f() {}\n'],
  ['a value that is dropped', 'f()\nfunction f() {}\n', 'f\nfunction f() {}\n'],
  ['a block that belongs to nothing', 'f()\nfunction f() {}\n', '{\n  f()\n}\nfunction f() {}\n'],
  ['a comma between expressions', 'f(1)\nf(2)\nfunction f() {}\n', 'f(1), f(2)\nfunction f() {}\n'],
  ['code behind a return', 'function f() {\n  f()\n  return 1\n}\nf()\n', 'function f() {\n  return 1\n  f()\n}\nf()\n'],
  ['a statement that is deeper than its neighbours', 'function f() {\n  f(1)\n  f(2)\n}\nf()\n', 'function f() {\n  f(1)\n    f(2)\n}\nf()\n'],
  ['a bracket that ends at another depth', 'function f() {\n  f(1)\n}\nf()\n', 'function f() {\n  f(1)\n  }\nf()\n'],
  ['parentheses around a name', 'const a = 1\nconsole.log(a)\n', 'const a = 1\nconsole.log((a))\n'],
  ['a comparison of a comparison', 'console.log(1 < 2 && 2 < 3)\n', 'console.log(1 < 2 < 3)\n'],
  ['a name that nobody uses', 'const a = 1\nconsole.log(a)\n', 'const a = 1\nconst b = 1\nconsole.log(a)\n'],
  ['a call of a string', 'console.log(\'a\')\n', 'console.log(\'a\'(1))\n'],
])('%s is odd', (_, plain, odd) => {
  expect(oddnessOf(odd)).toBeGreaterThan(oddnessOf(plain))
})

test('an ordinary program is not odd at all', () => {
  expect(oddnessOf('import { a } from \'a\'\n\nexport function f(list, { least = 1 }) {\n  const kept = list.filter((one) => one > least)\n  for (let i = 0; i < kept.length; i += 1) {\n    if (kept[i] === a) return (kept[i] + 1) * 2\n  }\n  switch (kept.length) {\n    case 0:\n      return null\n    default:\n      return {\n        kept,\n      }\n  }\n}\n')).toBe(0)
})
