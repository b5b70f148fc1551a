import { expect, test } from 'vitest'
import type { AnyNode } from 'acorn'
import { literalsComparedWith } from '../../../lib/repair/3-edit/compared.ts'
import { Context } from '../../../lib/repair/3-edit/context.ts'
import { everywhere, source } from './edits-of.ts'

/** Of the constant that is written like that first. */
function othersOf(text: string, raw: string): string[] {
  const file = source(text)
  const context = new Context(file, everywhere(file))
  const found = [...context.outline.parents.keys()].filter((node): node is AnyNode => node.type === 'Literal' && node.raw === raw).sort((a, b) => a.start - b.start)[0]
  if (!found) throw new Error(`there is no ${raw}`)
  return literalsComparedWith(found, context)
}

const text = `function f(kind, other) {
  if (kind === 'a') return 1
  if (kind !== 'b' || 'c' === kind) return 2
  if (other === 'd' || kind < 5 || kind.x === 'e') return 'f'
  return kind == 7
}
`

test('the constants that the same is compared with, on either side, as they are written', () => {
  expect(othersOf(text, "'a'")).toEqual(["'b'", "'c'", '7'])
  expect(othersOf(text, "'c'")).toEqual(["'a'", "'b'", '7'])
  expect(othersOf(text, '7')).toEqual(["'a'", "'b'", "'c'"])
})

test('not what something else is compared with', () => {
  expect(othersOf(text, "'d'")).toEqual([])
  expect(othersOf(text, "'e'")).toEqual([])
})

test('what is no part of an equation has none', () => {
  expect(othersOf(text, '5')).toEqual([])
  expect(othersOf(text, "'f'")).toEqual([])
})
