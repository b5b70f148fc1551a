import fc from 'fast-check'
import type { Json } from '../../lib/contract/json.ts'
import type { Refusal, Spec } from '../../lib/contract/spec.ts'

type Rows = string[][]

/** The same format, described by a pattern instead of a machine: null where the text is malformed. */
function reference(text: string): Rows | null {
  const token = /(?:"((?:[^"]|"")*)"|((?:[^",\r\n]|\r(?!\n))*))(,|\r?\n|$)/y
  const rows: Rows = []
  let row: string[] = []
  let at = 0
  while (at < text.length || row.length > 0) {
    token.lastIndex = at
    const found = token.exec(text)
    if (!found) return null
    const [whole, quoted, plain = '', end] = found
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    at += whole.length
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

const needsQuotes = (field: string): boolean => /[",\r\n]/.test(field)
const write = (field: string, quoted: boolean): string => (quoted || needsQuotes(field) ? `"${field.replaceAll('"', '""')}"` : field)

const word = fc.constantFrom('ant', 'bee', 'cat', 'dodo', 'eel', 'Ünal', '日本', '7', '-0.5', ' padded ', '')
const tricky = fc.array(fc.constantFrom('"', ',', '\n', '\r\n', '\r', 'x', ' ', '""', '🐝'), { maxLength: 6, size: 'max' }).map((parts) => parts.join(''))
const field = fc.record({ text: fc.oneof({ arbitrary: word, weight: 3 }, { arbitrary: tricky, weight: 1 }), quoted: fc.boolean() })
const table = fc.integer({ min: 1, max: 5 }).chain((columns) =>
  fc.array(fc.array(field, { minLength: columns, maxLength: columns, size: 'max' }), { minLength: 3, maxLength: 40, size: 'max' }))
const written = fc.tuple(table, fc.constantFrom('\n', '\r\n'), fc.boolean()).map(([rows, lineBreak, lastBreak]) =>
  rows.map((row) => row.map(({ text, quoted }) => write(text, quoted)).join(',')).join(lineBreak) + (lastBreak ? lineBreak : ''))
/** Anything made of the characters that matter: about half of it is malformed. */
const soup = fc.array(fc.constantFrom('"', ',', '\n', '\r\n', 'a', 'b'), { maxLength: 8, size: 'max' }).map((parts) => parts.join(''))

const refusals: Refusal<Json>[] = [
  { name: 'a quote that is never closed', task: 'a,b\n"c,d', message: /line 2: a quoted field is never closed/ },
  { name: 'a quote in a plain field', task: 'a\nb\nc"d', message: /line 3: a quote inside/ },
  { name: 'a quote at the end of a plain field', task: 'a"', message: /line 1: a quote inside/ },
  { name: 'text after a closing quote', task: '"a"b', message: /line 1: text after a closing quote/ },
  { name: 'a lone carriage return after a closing quote', task: '"a"\rb', message: /closing quote/ },
  { name: 'no text', task: 12, message: /must be a string/ },
  { name: 'a list', task: ['a,b'], message: /must be a string/ },
]

export const spec: Spec<Json, Rows> = {
  task: fc.oneof(
    { arbitrary: written, weight: 14 },
    { arbitrary: soup, weight: 4 },
    { arbitrary: fc.constantFrom(...refusals.map(({ task }) => task)), weight: 2 },
  ),
  accepts: (task) => typeof task === 'string' && reference(task) !== null,
  examples: [
    { name: 'nothing', task: '', expected: [] },
    { name: 'two rows', task: 'a,b\nc,d\n', expected: [['a', 'b'], ['c', 'd']] },
    { name: 'CRLF, and no last line break', task: 'a,b\r\nc,d', expected: [['a', 'b'], ['c', 'd']] },
    { name: 'a comma in quotes', task: '"Doe, Jo",42', expected: [['Doe, Jo', '42']] },
    { name: 'doubled quotes', task: '"say ""hi""",x\n', expected: [['say "hi"', 'x']] },
    { name: 'a line break in quotes', task: '"one\r\ntwo",3', expected: [['one\r\ntwo', '3']] },
    { name: 'empty fields', task: ',\n"",', expected: [['', ''], ['', '']] },
    { name: 'an empty line is one empty field', task: 'a\n\nb', expected: [['a'], [''], ['b']] },
    { name: 'spaces belong to the field', task: ' a , b ', expected: [[' a ', ' b ']] },
    { name: 'a carriage return alone is text', task: 'a\rb,c', expected: [['a\rb', 'c']] },
  ],
  throws: refusals,
  properties: [
    {
      name: 'fields as written',
      check: ({ task, result }) => {
        const expected = reference(task as string) ?? []
        if (result.length !== expected.length) return `${result.length} rows instead of ${expected.length}`
        const at = expected.findIndex((row, index) => JSON.stringify(row) !== JSON.stringify(result[index]))
        return at < 0 ? null : `row ${at + 1} is ${JSON.stringify(result[at])} instead of ${JSON.stringify(expected[at])}`
      },
    },
    {
      name: 'written again, it reads the same',
      check: ({ result }) => {
        const again = reference(result.map((row) => row.map((text) => write(text, true)).join(',')).join('\r\n'))
        return JSON.stringify(again) === JSON.stringify(result) ? null : 'some field is not text, or some row has no field'
      },
    },
  ],
  limits: { timeoutMs: 2000, heapMb: 64, rssMb: 256, cpuSeconds: 5, outputBytes: 262_144 },
  fitness: ({ wallMs, peakRssMb }) => 1000 / (1 + wallMs) + 10 / (1 + peakRssMb),
}
