import { describe, expect, test } from 'vitest'
import type { LedgerEvent } from '../../lib/contract/event.ts'
import { readArgs, wrongArgs } from '../../app/_ui/actions/read-args.ts'
import { readAsked, withAsked } from '../../app/_ui/ledger/asked-before.ts'
import { cellText, isDaily } from '../../app/_ui/ledger/cell-text.ts'
import { eventHref } from '../../app/_ui/ledger/event-href.ts'
import { nearExamples } from '../../app/_ui/ledger/near-examples.ts'
import { sayAnyEvent } from '../../app/_ui/ledger/say-event.ts'
import { toCsv } from '../../app/_ui/ledger/to-csv.ts'
import { patient, tell } from './world-events.ts'

describe('a cell', () => {
  const noon = new Date(2026, 10, 22, 12, 30).getTime()
  test.each([
    [1420, 'duration', '1.4 s'], [0.594, 'share', '59.4 %'], [1, 'share', '100 %'], [4180, 'number', '4180'], [48_112, 'number', '48,112'], [0.8714, 'number', '0.871'],
    [noon, 'time', '2026-11-22 12:30'], [noon + 5000, 'time', '2026-11-22 12:30:05'], [8.65e15, 'time', '8650000000000000'],
    [null, 'number', '–'], ['text', 'number', 'text'], [{ a: [1] }, 'text', '{"a":[1]}'], [true, 'text', 'true'], ['a\u202eb\u0000', 'text', 'a‹U+202E›b‹NUL›'],
  ] as const)('%j as %s is %s', (value, kind, text) => {
    expect(cellText(value as never, kind)).toBe(text)
  })

  test('times of whole days are told as days', () => {
    const day = new Date(2026, 10, 22).getTime()
    expect(isDaily([[day], [new Date(2026, 10, 23).getTime()]], 0)).toBe(true)
    expect(isDaily([[day], [noon]], 0)).toBe(false)
    expect(isDaily([], 0)).toBe(false)
    expect(cellText(day, 'time', true)).toBe('2026-11-22')
  })
})

test('CSV quotes what it must, and no spreadsheet takes text of it for a formula', () => {
  const columns = [{ name: 'at', kind: 'time' }, { name: 'what, "really"', kind: 'text' }, { name: 'n', kind: 'number' }] as const
  const rows = [[0, '=HYPERLINK("x")', -3], [null, 'two\nlines', 0.5], [1, '+1', 1], [1, '@sum', 1], [1, '-2', 1], [1, 'plain', 1]]
  expect(toCsv({ columns: [...columns], rows })).toBe([
    'at,"what, ""really""",n', '1970-01-01T00:00:00.000Z,"\'=HYPERLINK(""x"")",-3', ',"two\nlines",0.5',
    ...["'+1", "'@sum", "'-2", 'plain'].map((text) => `1970-01-01T00:00:00.001Z,${text},1`), '',
  ].join('\r\n'))
})

test('examples with the words of the question come first', () => {
  const examples = ['How many pulses today?', 'Which organisms failed most often?', 'Ile incydentów dzisiaj?'].map((question) => ({ language: 'en' as const, question }))
  expect(nearExamples(examples, 'organisms that failed', 2).map(({ question }) => question)).toEqual(['Which organisms failed most often?', 'How many pulses today?'])
  expect(nearExamples([], 'anything', 3)).toEqual([])
})

test('what was asked is kept once each, the newest first, and what cannot be read is no list', () => {
  expect(withAsked(['a', 'b'], 'b')).toEqual(['b', 'a'])
  expect(withAsked(Array.from({ length: 20 }, (_, n) => String(n)), 'new')).toHaveLength(20)
  for (const text of [null, '', '{', '{}', '[1]', '"x"']) expect(readAsked(text)).toEqual([])
  expect(readAsked('["a"]')).toEqual(['a'])
})

test('any event is told in a line, and leads to where more is told of it', () => {
  const { events } = tell((scribe) => {
    scribe.pulse(1, patient)
    scribe.write(2, 'core-start', null, { pid: 1, tier: 2, seed: 1, version: '' })
    scribe.write(3, 'settings-change', null, { by: 'operator', settings: {} })
    scribe.open(4, patient.id, { kind: 'crash', summary: 'gone', signature: null, frames: [] }, null, 3)
  })
  const of = (kind: LedgerEvent['kind']) => events.find((event) => event.kind === kind)!
  expect(sayAnyEvent(of('pulse-end')).text).toMatch(/^pulse 1 worked, 1\d ms$/)
  expect(sayAnyEvent(of('core-start')).text).toBe('Core a took the lead, epoch 3')
  expect(sayAnyEvent(of('settings-change')).text).toBe('settings change')
  expect((['pulse-end', 'core-start', 'settings-change', 'incident-open', 'genome-prove'] as const).map((kind) => eventHref(of(kind)))).toEqual([
    '/organisms/bubble-sort?of=pulses', '/cores', null, '/incidents/incident-1?organism=bubble-sort', '/genomes?organism=bubble-sort&genome=bubble-sort.g0001',
  ])
})

test('arguments are lines, each as it stands', () => {
  expect(readArgs('status\n--short\n\n')).toEqual(['status', '--short'])
  expect(readArgs('a b\n\n c')).toEqual(['a b', '', ' c'])
  expect(wrongArgs(readArgs('\n'))).not.toBeNull()
  expect(wrongArgs(['x'.repeat(2001)])).not.toBeNull()
  expect(wrongArgs(Array.from({ length: 51 }, () => 'x'))).not.toBeNull()
  expect(wrongArgs(['a'])).toBeNull()
})
