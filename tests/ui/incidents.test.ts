import { describe, expect, test } from 'vitest'
import { countCauses, readCandidates } from '../../app/_ui/incidents/candidate-list.ts'
import { linesAround } from '../../lib/contract/lines-around.ts'
import { filterIncidents, mergeIncidents, noCause, withCauses } from '../../app/_ui/incidents/incident-filter.ts'
import { ticks } from '../../app/_ui/incidents/ticks.ts'
import type { Incident } from '../../lib/contract/incident.ts'

describe('candidates that died', () => {
  const text = 'organism.js:14 “a: b” became “c”: expected 6, got 7\nthe line is gone: no answer\norganism.js:2 x: expected 6, got 9\n'

  test('are read from a text where both halves may hold colons, by the causes that the search told', () => {
    expect(readCandidates(text, ['expected #, got #', 'no answer'])).toEqual([
      { tried: 'organism.js:14 “a: b” became “c”', why: 'expected 6, got 7', cause: 'expected #, got #' },
      { tried: 'the line is gone', why: 'no answer', cause: 'no answer' },
      { tried: 'organism.js:2 x', why: 'expected 6, got 9', cause: 'expected #, got #' },
    ])
  })

  test('are counted by cause, the commonest first', () => {
    expect(countCauses(readCandidates(text, ['expected #, got #']))).toEqual([{ cause: 'expected #, got #', count: 2 }, { cause: 'no answer', count: 1 }])
  })

  test('lose no line that is told in another way', () => {
    expect(readCandidates('just a line\n', [])).toEqual([{ tried: 'just a line', why: '', cause: 'no cause was told' }])
  })
})

describe('the list of incidents', () => {
  const incident = (id: string, openedAt: number, more: Partial<Incident> = {}) => ({ id, organism: 'ant', openedAt, end: null, rung: null, fault: null, ...more }) as Incident
  const rows = withCauses([incident('1', 3, { end: 'healed', rung: 'repair', fault: 'f' }), incident('2', 2, { organism: 'bee', fault: 'old' }), incident('3', 1)], new Map([['f', 'Delete lines']]))
  const none = { organism: null, end: null, rung: null, cause: null }
  const ids = (filter: Partial<typeof none>) => filterIncidents(rows, { ...none, ...filter }).map((row) => row.incident.id)

  test('is filtered by organism, end, rung and cause', () => {
    expect(ids({})).toEqual(['1', '2', '3'])
    expect(ids({ organism: 'bee' as never })).toEqual(['2'])
    expect(ids({ end: 'open' as never })).toEqual(['2', '3'])
    expect(ids({ rung: 'repair' as never })).toEqual(['1'])
    expect(ids({ cause: noCause as never })).toEqual(['3'])
    expect(rows.map(({ cause }) => cause)).toEqual(['Delete lines', 'an earlier fault', noCause])
  })

  test('takes the live word over the stored one, and is sorted by time', () => {
    expect(mergeIncidents([incident('a', 1), incident('b', 5)], [incident('a', 1, { end: 'healed' })]).map(({ id, end }) => [id, end])).toEqual([['b', null], ['a', 'healed']])
  })
})

test('an excerpt keeps within the text', () => {
  const text = Array.from({ length: 10 }, (_, index) => `line ${index + 1}`).join('\n')
  expect(linesAround(text, 1).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
  expect(linesAround(text, 10).map(({ number }) => number)).toEqual([6, 7, 8, 9, 10])
  expect([linesAround(text, 11), linesAround(text, 0)]).toEqual([[], []])
})

test.each([[1412, 10], [12, 4], [0.4, 5], [0, 4], [16_000, 4]])('the scale of %d ms is round, and no more than asked', (most, count) => {
  const all = ticks(most, count)
  expect(all[0]).toBe(0)
  expect(all.length).toBeLessThanOrEqual(count + 1)
  expect(Math.max(...all)).toBeLessThanOrEqual(most)
})
