import { expect, test } from 'vitest'
import { mismatch } from '../../../lib/factory/check/matches.ts'

test.each([
  [{ a: 1, b: 2 }, { a: 1 }, null],
  [{ a: 1 }, { a: 2 }, 'a is 1, not 2'],
  [{ a: 1 }, { b: 1 }, 'the answer has no b'],
  [{ a: { b: [1, { c: 'x' }] } }, { a: { b: [1, { c: 'x' }] } }, null],
  [{ a: { b: [1, { c: 'x' }] } }, { a: { b: [1, { c: 'y' }] } }, 'a.b.1.c is "x", not "y"'],
  [{ items: [] }, { items: [1] }, 'items has 0 entries, not 1'],
  [{ items: [1, 2] }, { items: [1] }, 'items has 2 entries, not 1'],
  [{ items: {} }, { items: [] }, 'items is {}, not []'],
  [null, { a: 1 }, 'the answer is null, not {"a":1}'],
  [{ a: undefined }, { a: null }, 'a is nothing, not null'],
  ['text', 'text', null],
  [{ a: '1' }, { a: 1 }, 'a is "1", not 1'],
  [{}, { toString: 1 }, 'the answer has no toString'],
])('%j, held against %j', (actual, expected, says) => {
  expect(mismatch(actual, expected)).toBe(says)
})
