import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText, readAnsi, shownLength } from '../../app/_ui/log/ansi.ts'
import { highlight } from '../../app/_ui/log/highlight.ts'
import { visible } from '../../app/_ui/log/visible.ts'

const text = (line: string) => readAnsi(line).map((span) => span.text).join('')

describe('visible', () => {
  test.each([
    ['bell and backspace', 'a\x07b\x08', 'a‹BEL›b‹BS›'],
    ['carriage return', 'safe\revil', 'safe‹CR›evil'],
    ['line ends', 'a\nb', 'a‹LF›b'],
    ['DEL and C1', '\x7f\x9b31m', '‹U+007F›‹U+009B›31m'],
    ['a right-to-left override', 'x\u202Egnp.js', 'x‹U+202E›gnp.js'],
    ['isolates', '\u2066a\u2069', '‹U+2066›a‹U+2069›'],
    ['zero width', 'pass\u200Bword\uFEFF', 'pass‹U+200B›word‹U+FEFF›'],
    ['tag characters', 'a\u{E0041}', 'a‹U+E0041›'],
    ['half a surrogate', 'a\uD800', 'a\uFFFD'],
    ['tabs and everyday text', '\tnaïve 日本 👩‍🚀', '\tnaïve 日本 👩‍🚀'],
  ])('shows %s', (_, given, shown) => expect(visible(given)).toBe(shown))
})

describe('readAnsi', () => {
  test('turns colours into colours of the page and keeps the words', () => {
    expect(readAnsi('a \x1b[1;31mred\x1b[0m b')).toMatchObject([
      { text: 'a ', color: null, isBold: false },
      { text: 'red', color: 'var(--color-alarm)', isBold: true },
      { text: ' b', color: null, isBold: false },
    ])
  })

  test('does not let a dark colour, a background or hiding make text vanish', () => {
    expect(readAnsi('\x1b[38;2;1;2;3mdark')[0]!.color).toMatch(/^rgb\((\d{3}) (\d{3}) (\d{3})\)$/)
    expect(readAnsi('\x1b[38;5;16mdark')[0]!.color).toMatch(/^rgb\((\d{3}) (\d{3}) (\d{3})\)$/)
    expect(readAnsi('\x1b[30;40mblack on black')[0]!.color).toBe('var(--color-mist)')
    expect(readAnsi('\x1b[8mhidden')[0]!.text).toBe('hidden')
  })

  test('shows every sequence that is no colour instead of obeying it', () => {
    expect(text('\x1b]8;;http://evil\x07click\x1b]8;;\x07')).toBe('‹ESC›]8;;http://evil‹BEL›click‹ESC›]8;;‹BEL›')
    expect(text('\x1b[2J\x1b[31mx')).toBe('‹ESC›[2Jx')
    expect(text('a\x1b]0;owned\x07\x1b[32mb')).toBe('a‹ESC›]0;owned‹BEL›b')
  })

  test('is text, also where it looks like markup', () => {
    expect(text('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>')
  })

  test('cuts what is endless', () => {
    expect(text('x'.repeat(shownLength + 5))).toHaveLength(shownLength)
  })

  test('whatever a program prints, no span holds a character that acts', () => {
    const hostile = fc.string({ unit: fc.constantFrom('\x1b', '[', ']', ';', '3', '1', 'm', 'K', '\x07', '\r', '\u202e', '\x9b', 'a', '<', '👩') })
    fc.assert(fc.property(hostile, (line) => {
      expect(text(line)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
      expect(plainText(line)).toBe(text(line))
    }), { numRuns: 500 })
  })
})

describe('highlight', () => {
  const marked = (line: string, search: string) => highlight(readAnsi(line), search).map((span) => (span.isHit ? `[${span.text}]` : span.text)).join('')

  test.each([
    ['over several colours', 'sw\x1b[31map\x1b[0mped', 'swap', '[sw][ap]ped'],
    ['whatever the case', 'Swap SWAP', 'swap', '[Swap] [SWAP]'],
    ['as plain words, not as a pattern', 'a.c abc', 'a.c', '[a.c] abc'],
    ['beside characters that change their length in lower case', 'İ swap', 'swap', 'İ [swap]'],
    ['nothing when nothing is searched', 'abc', '', 'abc'],
  ])('marks %s', (_, line, search, shown) => expect(marked(line, search)).toBe(shown))
})
