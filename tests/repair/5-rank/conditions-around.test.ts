import { expect, test } from 'vitest'
import { conditionsAround } from '../../../lib/repair/5-rank/conditions-around.ts'
import { readSource } from '../../../lib/repair/source-file.ts'

const file = readSource('program.cjs', 'function f(a, b) {\n  if (!a || b.size > 3) return g(b.count < 1)\n  if (a) { if (b === 7) return 2 }\n  const c = isDown ? b - 1 : list.filter((one) => one > b)\n  return a > 4\n}\n')
const around = (...texts: string[]): string[] =>
  conditionsAround(file, texts.map((text) => ({ start: file.text.indexOf(text), end: file.text.indexOf(text) + text.length, text: 'x' }))).map(({ start, end }) => file.text.slice(start, end))

test.each<[what: string, changed: string[], conditions: string[]]>([
  ['the whole one and the comparison that is changed', ['> 3'], ['b.size > 3', '!a || b.size > 3']],
  ['the whole one alone where it is no comparison', ['!a'], ['!a || b.size > 3']],
  ['a comparison that is the whole one, once', ['=== 7'], ['b === 7']],
  ['the innermost one', ['7'], ['b === 7']],
  ['none where one change lies outside', ['> 3', 'b.count'], []],
  ['none in what depends on a condition', ['count'], []],
  ['that of a choice', ['isDown'], ['isDown']],
  ['what a list is searched by', ['one > b'], ['one > b']],
  ['none in what a choice gives', ['b - 1'], []],
  ['none where nothing hangs on it', ['> 4'], []],
])('finds %s', (_, changed, conditions) => {
  expect(around(...changed)).toEqual(conditions)
})
