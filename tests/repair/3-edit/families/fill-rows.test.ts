import { expect, test } from 'vitest'
import { squeeze } from '../edits-of.ts'
import { offered } from './offered.ts'

const kinds = ['fill-rows']
const column = { width: 5, align: 'end' as const }
const hole = { width: null, align: 'end' as const }
const rows = [[column, ' ', hole]]

const report = `function top(words, { most }) {
  return [...words].slice(0, most)
}
export function report(words, options) {
  const lines = [String(words.length)]
  …
  return lines.join(', ')
}
`
const broken = report.replace(/^ *…\n/m, '')

test('rows that nobody makes lines of, in the form that expected texts have', () => {
  const results = offered(broken, kinds, { rows })
  expect(results.length).toBeLessThan(200)
  expect(results).toContain(squeeze(report.replace('…', 'for (const [key, value] of top(words, options)) lines.push(`${String(value).padStart(5)} ${key}`)')))
})

test('fields of what the file makes', () => {
  const pairs = broken.replace('[...words].slice(0, most)', '[...words].map((word) => ({ word, size: word.length })).slice(0, most)')
  const wanted = pairs.replace('  return lines', '  for (const item of top(words, options)) lines.push(`${String(item.size).padStart(5)} ${item.word}`)\n  return lines')
  expect(offered(pairs, kinds, { rows })).toContain(squeeze(wanted))
})

test.each(['', '{\n  }'])('a loop that has lost its body, down to %j', (rest) => {
  const loop = (body: string) => report.replace('…', `for (const [word, count] of top(words, options)) ${body}`)
  const results = offered(loop(rest === '' ? ';' : rest), kinds, { rows })
  expect(results.length).toBeLessThan(50)
  expect(results.map((text) => text.replaceAll(/[{};]/g, ''))).toContain(squeeze(loop('lines.push(`${String(count).padStart(5)} ${word}`)')).replaceAll(/[{};]/g, ''))
})

test('no loop that uses what it goes through', () => {
  expect(offered(report.replace('…', 'for (const [word, count] of top(words, options)) lines.push(word + count)'), kinds, { rows })).toEqual([])
})

test('a form with text in it that means something in a template', () => {
  const results = offered(broken, kinds, { rows: [['`${', hole]] })
  expect(results).toContain(squeeze(report.replace('…', 'for (const item of top(words, options)) lines.push(`\\`\\${${item}`)')))
})

test('nothing where no form is known, nothing is left over, or nothing joins lines', () => {
  expect(offered(broken, kinds)).toEqual([])
  expect(offered(broken.replace('String(words.length)', '...top(words, options)'), kinds, { rows })).toEqual([])
  expect(offered(broken.replace(".join(', ')", ''), kinds, { rows })).toEqual([])
})
