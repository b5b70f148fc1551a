import { parse } from 'acorn'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadCorpus } from '../../../bench/healing/corpus.ts'
import { generateEdits } from '../../../lib/repair/3-edit/generate-edits.ts'
import { instrument } from '../../../lib/repair/4-evaluate/instrument.ts'
import { SplicedText, type Splice } from '../../../lib/repair/4-evaluate/spliced-text.ts'
import { applyChanges, type Change } from '../../../lib/repair/edit.ts'
import { readSource } from '../../../lib/repair/source-file.ts'
import { everywhere } from '../3-edit/edits-of.ts'

const placed = (source: string, splices: readonly Splice[], changes: readonly Change[]): string | null => {
  const spliced = new SplicedText(source, splices)
  const inText = spliced.place(changes)
  return inText && applyChanges(spliced.text, inText)
}
const insert = (at: number, text: string, pair?: number): Splice => ({ start: at, end: at, text, ...(pair === undefined ? {} : { pair }) })

test('splices are made in order of their place, and at one place in the order given', () => {
  expect(new SplicedText('abcd', [insert(2, '2'), insert(0, '0'), { start: 2, end: 3, text: 'C' }, insert(2, '!'), insert(4, '4')]).text).toBe('0ab2!Cd4')
  expect(new SplicedText('abcd', []).text).toBe('abcd')
})

test('a change is made where it belongs, whatever was spliced in before it', () => {
  const splices = [insert(0, '<head>'), insert(3, '<guard>')]
  expect(placed('abcdef', splices, [{ start: 4, end: 5, text: 'E' }])).toBe('<head>abc<guard>dEf')
  expect(placed('abcdef', splices, [{ start: 1, end: 2, text: 'B' }, { start: 5, end: 6, text: '' }])).toBe('<head>aBc<guard>de')
})

test('an insertion stays behind what was spliced in at its place, a replacement beside what stands at its borders', () => {
  const splices = [insert(2, '<guard>')]
  expect(placed('abcd', splices, [{ start: 2, end: 2, text: '+' }])).toBe('ab<guard>+cd')
  expect(placed('abcd', splices, [{ start: 2, end: 3, text: 'C' }])).toBe('ab<guard>Cd')
  expect(placed('abcd', splices, [{ start: 1, end: 2, text: 'B' }])).toBe('aB<guard>cd')
  expect(placed('abcd', splices, [{ start: 1, end: 3, text: '_' }])).toBe('a_d')
})

test('half of a pair is never left alone', () => {
  const splices = [insert(1, '{', 7), insert(5, '}', 7)]
  expect(placed('abcdefg', splices, [{ start: 0, end: 2, text: 'AB' }])).toBe('ABcdefg')
  expect(placed('abcdefg', splices, [{ start: 4, end: 6, text: 'EF' }])).toBe('abcdEFg')
  expect(placed('abcdefg', splices, [{ start: 2, end: 3, text: 'C' }])).toBe('a{bCde}fg')
  expect(placed('abcdefg', splices, [{ start: 0, end: 7, text: '' }])).toBe('')
})

test('what has been replaced cannot be changed in part, and as a whole it can', () => {
  const splices = [{ start: 2, end: 5, text: 'require' }]
  expect(placed('abcdefg', splices, [{ start: 3, end: 4, text: 'X' }])).toBeNull()
  expect(placed('abcdefg', splices, [{ start: 1, end: 3, text: 'X' }])).toBeNull()
  expect(placed('abcdefg', splices, [{ start: 4, end: 6, text: 'X' }])).toBeNull()
  expect(placed('abcdefg', splices, [{ start: 3, end: 3, text: 'X' }])).toBeNull()
  expect(placed('abcdefg', splices, [{ start: 1, end: 6, text: 'X' }])).toBe('aXg')
})

/** A text, marks spliced into it (some in pairs), and changes of it: marks are of letters that nothing else has. */
const scene = fc.string({ unit: fc.constantFrom(...'abc {}\n'), minLength: 1, maxLength: 30 }).chain((source) => {
  const place = fc.nat(source.length)
  const cuts = fc.uniqueArray(place, { minLength: 0, maxLength: 6 }).map((found) => found.toSorted((a, b) => a - b))
  return fc.record({
    source: fc.constant(source),
    marks: fc.array(place, { maxLength: 8 }),
    pairs: fc.array(fc.tuple(place, place), { maxLength: 4 }),
    changes: fc.tuple(cuts, fc.array(fc.constantFrom('', 'x', 'yz'), { minLength: 3, maxLength: 3 })).map(([at, texts]) =>
      Array.from({ length: Math.floor(at.length / 2) }, (_, index): Change => ({ start: at[index * 2] ?? 0, end: at[index * 2 + 1] ?? 0, text: texts[index] ?? '' }))),
  })
})

test('an edit placed in an instrumented text is the instrumented edit', () => {
  fc.assert(fc.property(scene, ({ source, marks, pairs, changes }) => {
    const splices = [
      ...marks.map((at, index) => insert(at, `⟦${index}⟧`)),
      ...pairs.flatMap(([a, b], index) => [insert(Math.min(a, b), `⟦o${index}⟧`, index), insert(Math.max(a, b), `⟦c${index}⟧`, index)]),
    ]
    const result = placed(source, splices, changes)
    expect(result).not.toBeNull()
    expect(result?.replace(/⟦\w+⟧/g, '')).toBe(applyChanges(source, changes))
    for (const [index, at] of marks.entries()) {
      const isOverwritten = changes.some(({ start, end }) => start < at && at < end)
      expect(result?.includes(`⟦${index}⟧`), `the mark at ${at}`).toBe(!isOverwritten)
    }
    for (const [index, ends] of pairs.entries()) {
      const isOverwritten = changes.some(({ start, end }) => ends.some((at) => start < at && at < end))
      for (const half of ['o', 'c']) expect(result?.includes(`⟦${half}${index}⟧`)).toBe(!isOverwritten)
    }
  }), { numRuns: 300 })
})

test('over the corpus, an edit that parses still parses where it is placed, and one that does not does not', () => {
  const parses = (text: string): boolean => {
    try {
      parse(text, { ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true })
      return true
    } catch {
      return false
    }
  }
  const wrong: string[] = []
  for (const { name, file, source } of loadCorpus().filter(({ file }, index) => index % 6 === 0 && !file.endsWith('ts'))) {
    const original = readSource(file, source)
    const { spliced } = instrument(original)
    // What has a loop, a function or a class in it is instrumented anew.
    const edits = generateEdits(original, everywhere(original)).filter(({ changes }) => !changes.some(({ text }) => /=>|\b(?:for|while|do|function|import|export|class)\b/.test(text)))
    for (const { kind, changes } of edits.take(60)) {
      const inText = spliced.place(changes)
      const fresh = parses(applyChanges(original.text, changes).replace(/^(?:import|export) /gm, ''))
      if (inText === null || (fresh && !parses(applyChanges(spliced.text, inText)))) wrong.push(`${name}, ${kind}: ${JSON.stringify(changes)}`)
    }
  }
  expect(wrong).toEqual([])
})
