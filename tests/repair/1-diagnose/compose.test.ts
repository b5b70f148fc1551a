import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compose } from '../../../lib/repair/1-diagnose/compose.ts'
import { applyChanges, type Change } from '../../../lib/repair/edit.ts'

const text = 'abcdefghijklmnopqrst'

/** Changes of a text of that length, in order and apart. */
function changesOf(length: number, parts: readonly (readonly [number, string])[]): Change[] {
  const places = parts.map(([place]) => Math.floor(place * length)).sort((a, b) => a - b)
  const changes: Change[] = []
  for (let index = 0; index + 1 < places.length; index += 2) changes.push({ start: places[index] ?? 0, end: places[index + 1] ?? 0, text: parts[index]?.[1] ?? '' })
  return changes
}

const parts = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('', 'X', 'YZ')), { maxLength: 8 })

test('composed changes do what one after the other does, in order and without overlap', () => {
  fc.assert(fc.property(parts, parts, (one, other) => {
    const first = changesOf(text.length, one)
    const between = applyChanges(text, first)
    const then = changesOf(between.length, other)
    const composed = compose(text.length, first, then)
    expect(applyChanges(text, composed)).toBe(applyChanges(between, then))
    for (const [index, { start, end }] of composed.entries()) {
      expect(start).toBeLessThanOrEqual(end)
      expect(start).toBeGreaterThanOrEqual(composed[index - 1]?.end ?? 0)
    }
  }))
})

test('far changes stay apart', () => {
  expect(compose(9, [{ start: 1, end: 2, text: 'x' }], [{ start: 7, end: 7, text: 'y' }])).toEqual([{ start: 1, end: 2, text: 'x' }, { start: 7, end: 7, text: 'y' }])
})

test('what is taken back leaves no change', () => {
  expect(compose(4, [{ start: 2, end: 2, text: 'x' }], [{ start: 2, end: 3, text: '' }])).toEqual([])
})
