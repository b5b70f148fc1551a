import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../lib/mind/apply-edits.ts'

const text = 'function a() {\n  one()\n  two()\n}\n\nfunction b() {\n  one()\n  three()\n}\n'
const apply = (source: string, ...edits: [search: string, replace: string][]): string => {
  const end = applyEdits({ 'x.js': source }, edits.map(([search, replace]) => ({ file: 'x.js', search, replace })))
  return 'refused' in end ? `refused: ${end.refused}` : end.files['x.js']!
}

describe('an edit', () => {
  test.each<[string, string, [string, string][], string]>([
    ['takes the place of what is there once', text, [['  two()\n', '  2\n']], text.replace('two()', '2')],
    ['may be a part of a line', text, [['wo(', 'w0(']], text.replace('wo(', 'w0(')],
    ['takes lines out', text, [['  two()\n', '']], text.replace('  two()\n', '')],
    ['puts patterns in as they are', text, [['two()', '$&$1$$']], text.replace('two()', () => '$&$1$$')],
    ['in whole lines is not found inside of longer ones', 'max = 1\nx = 1\n', [['x = 1\n', 'x = 2\n']], 'max = 1\nx = 2\n'],
    ['may begin inside of a line all the same', 'let x = 1\ny\n', [['= 1\n', '= 2\n']], 'let x = 2\ny\n'],
    ['reaches a last line without an end', 'a\nb', [['b\n', 'c\n']], 'a\nc'],
    ['takes out a last line without an end', 'a\nb', [['b\n', '']], 'a'],
    ['follows the edits before it', text, [['two()', 'deux()'], ['three()', 'trois()'], ['function a', 'function c']], text.replace('two', 'deux').replace('three', 'trois').replace('n a', 'n c')],
  ])('%s', (_what, source, edits, expected) => {
    expect(apply(source, ...edits)).toBe(expected)
  })

  test.each<[string, string, [string, string][], RegExp]>([
    ['is refused where it is not found, with the nearest lines', text, [['  treble()\n  three(1)\n', '']], /not in "x\.js"\. Nearest are lines 6 to 9:\nfunction b\(\) \{\n {2}one\(\)\n {2}three\(\)\n\}$/],
    ['is refused where it is found twice', text, [['one()', 'uno()']], /2 times in "x\.js": add neighbouring lines/],
    ['is refused where lines are found twice', text, [['  one()\n', '  uno()\n']], /2 times/],
    ['is refused where it is found twice with other indentation', '  a\n    a\n', [['a\n', 'b\n']], /2 times/],
    ['counts places that overlap', 'aaa\n', [['aa', 'b']], /2 times/],
    ['is refused where it overlaps one before', text, [['  two()\n}\n', '  2\n}\n'], ['}\n\nfunction b', '}\nfunction b']], /overlap/],
    ['is refused where it spans lines that were taken out', text, [['  two()\n', ''], ['  one()\n}\n', '']], /overlap/],
    ['is refused where it edits what was just written', text, [['two()', 'four()'], ['four()', 'five()']], /overlap/],
    ['is refused where it edits what was written before other lines grew', 'a\nb\nc\n', [['c', 'C'], ['a', 'aaaa'], ['C', 'D']], /overlap/],
    ['is refused where nothing changes in the end', 'a\n', [['a', 'a ']].map(([from]) => [from!, from!]), /change nothing/],
    ['is refused where it searches for nothing', text, [['', 'x']], /searches for nothing/],
  ])('%s', (_what, source, edits, expected) => {
    expect(apply(source, ...edits)).toMatch(expected)
  })

  test('stands beside another, edge to edge', () => {
    expect(apply(text, ['  one()\n  two()\n', '  1\n'], ['}\n\nfunction b', '}\nfunction b'])).toBe(text.replace('  one()\n  two()\n', '  1\n').replace('}\n\nfunction b', '}\nfunction b'))
  })
})

describe('a search that is not there to the letter', () => {
  const python = 'class A:\n    def f(self):\n        if x:\n            return 1\n\n        return 2\n'

  test.each<[string, string, string, string, string]>([
    ['blanks at line ends do not count', 'a  \n\tb\nc\n', 'a\n\tb \n', 'd\n', 'd\nc\n'],
    ['indentation that is missing is carried over', python, 'if x:\n    return 1\n\nreturn 2\n', 'if y:\n    return 3\nreturn 4\n', 'class A:\n    def f(self):\n        if y:\n            return 3\n        return 4\n'],
    ['indentation that is too deep is taken away', 'if x:\n    f()\n', '        if x:\n            f()\n', '        if y:\n            g()\n', 'if y:\n    g()\n'],
    ['tabs are indentation too', '\tif (x) {\n\t\tf()\n\t}\n', 'if (x) {\n\tf()\n}\n', 'f()\n', '\tf()\n'],
    ['without an end it is lines all the same', '  a()\n  b()\n', 'a()\nb()', 'c()', '  c()\n'],
    ['what cannot be seen may be written out', "say('\u202eabc')\nx\n", "say('\\u{202e}abc')\n", "say('abc')\n", "say('abc')\nx\n"],
  ])('%s', (_what, source, search, replace, expected) => {
    expect(apply(source, [search, replace])).toBe(expected)
  })

  test('indentation that differs from line to line is another text', () => {
    expect(apply('  a()\n    b()\n', ['a()\nb()\n', 'c()\n'])).toMatch(/^refused: the SEARCH text is not in/)
  })

  test('to the letter goes first', () => {
    expect(apply('  f()\nf()\n', ['f()\n', 'g()\n'])).toBe('  f()\ng()\n')
  })
})

describe('files', () => {
  test('with carriage returns keep them', () => {
    expect(apply('a\r\nb\r\nc\r\n', ['a\nb\n', 'd\ne\n'])).toBe('d\r\ne\r\nc\r\n')
  })

  test('with some carriage returns keep just those', () => {
    expect(apply('a\r\nb\nc\n', ['b\n', 'd\n'])).toBe('a\r\nd\nc\n')
  })

  test('are the same files: a whole new text takes the place of one, the others stay', () => {
    const files = { 'x.js': 'a\n', 'y.js': 'b' }
    expect(applyEdits(files, [{ file: 'x.js', whole: 'c\n' }])).toEqual({ files: { 'x.js': 'c\n', 'y.js': 'b' } })
    expect(applyEdits(files, [{ file: 'y.js', whole: 'c\n' }]), 'no end before, none after').toEqual({ files: { 'x.js': 'a\n', 'y.js': 'c' } })
    expect(files).toEqual({ 'x.js': 'a\n', 'y.js': 'b' })
  })

  test.each(['z.js', '../x.js', '__proto__', 'constructor', 'toString', ''])('are never added: %s', (file) => {
    const files = { 'x.js': 'a\n' }
    expect(applyEdits(files, [{ file, whole: 'c\n' }])).toEqual({ refused: expect.stringContaining('there is no file') })
    expect(applyEdits(files, [{ file: 'x.js', search: 'a', replace: 'b' }, { file, search: 'a', replace: 'b' }])).toEqual({ refused: expect.stringContaining('there is no file') })
  })

  test('are bounded', () => {
    expect(apply('a\n', ['a', 'b'.repeat(200_000)])).toMatch(/200001 characters long, and 200000 are the most/)
    expect(apply('a\n', ['a', 'b'.repeat(199_999)])).toHaveLength(200_000)
  })

  test('written anew are not edited as well', () => {
    const both = [{ file: 'x.js', search: 'a', replace: 'b' }, { file: 'x.js', whole: 'c\n' }]
    expect(applyEdits({ 'x.js': 'a\n' }, both)).toEqual({ refused: expect.stringContaining('written anew and edited') })
    expect(applyEdits({ 'x.js': 'a\n' }, both.toReversed().map((edit) => ('search' in edit ? { ...edit, search: 'c' } : edit)))).toEqual({ refused: expect.stringContaining('overlap') })
  })
})

test('a stretch that is there once gives way to any other, and the rest stays', () => {
  const line = fc.constantFrom('a', 'b', '  a', '\tb', '', '}', '$&')
  fc.assert(fc.property(fc.array(line, { maxLength: 6 }), fc.array(line, { maxLength: 6 }), fc.array(line, { maxLength: 4 }), (head, tail, put) => {
    const of = (lines: string[]): string => lines.map((one) => `${one}\n`).join('')
    const search = 'only\n  here\n'
    const whole = of(head) + search + of(tail)
    expect(apply(whole, [search, of(put)])).toBe(of(head) + of(put) + of(tail))
    expect(apply(whole, [search.replaceAll(/^(?=.)/gm, '    '), of(put).replaceAll(/^(?=.)/gm, '    ')]), 'however deep').toBe(of(head) + of(put) + of(tail))
  }), { numRuns: 500 })
})
