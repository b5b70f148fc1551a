import { expect, test } from 'vitest'
import { type RowForm, rowFormsIn, textsIn } from '../../lib/repair/row-forms.ts'

const hole = { width: null, align: 'end' } as const

test.each<[what: string, texts: string[], forms: RowForm[]]>([
  ['a column that is aligned at its end', ['    3 the\n   12 a\n', '  100 of'], [[{ width: 5, align: 'end' }, ' ', hole]]],
  ['one whose values are all as wide', ['    3 the\n    2 a'], [[{ width: 5, align: 'end' }, ' ', hole]]],
  ['a column that is aligned at its start', ['the  3\na    1'], [[{ width: 5, align: 'start' }, hole]]],
  ['fixed words between', ['anna owes 3 to max\nmax owes 14 to eve'], [[hole, ' ', 'owes', ' ', hole, ' ', 'to', ' ', hole]]],
  ['the commonest first', ['a b\nx=1\ny=2\nx=3\nc d'], [[hole, hole], [hole, ' ', hole]]],
  ['none of a row that is alone', ['a 1'], []],
  ['none of rows that are the same', ['a 1\na 1'], []],
  ['none where all there is is one value', ['a\nb\nc'], []],
  ['none where too much is told apart', ['a 1 b 2\nc 3 d 4'], []],
  ['none where the space between follows no rule', ['a  b\nb c\nccc    d'], []],
])('%s', (_, texts, forms) => {
  expect(rowFormsIn(texts)).toEqual(forms)
})

test('texts in an answer', () => {
  expect(textsIn({ stdout: 'a\nb', exitCode: 0, more: [['c'], null] })).toEqual(['a\nb', 'c'])
  expect(textsIn([[[[['deep']]]]])).toEqual([])
})
