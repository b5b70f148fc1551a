import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LogBuffer } from '../../app/_ui/log/log-buffer.ts'
import { FilteredLog, passes, type LogFilter } from '../../app/_ui/log/log-filter.ts'
import { levelOf, type LogRow, type NewRow } from '../../app/_ui/log/row.ts'

const all: LogFilter = { show: 'all', problems: false, search: '' }
const line = (text: string, stream: 'stdout' | 'stderr' | 'past' = 'stdout'): NewRow => ({ kind: 'line', at: 0, stream, level: levelOf(text), text })
const row = (from: NewRow): LogRow => ({ ...from, id: 0 })

describe('passes', () => {
  test('searches what is shown, not the colours', () => {
    expect(passes(row(line('sw\x1b[31map\x1b[0m')), { ...all, search: 'SWAP' })).toBe(true)
    expect(passes(row(line('\x1b[31mred')), { ...all, search: '31m' })).toBe(false)
  })

  test('tells streams apart, and shows recorded lines only where all are shown', () => {
    expect(passes(row(line('a', 'stderr')), { ...all, show: 'stderr' })).toBe(true)
    expect(passes(row(line('a')), { ...all, show: 'stderr' })).toBe(false)
    expect(passes(row(line('a', 'past')), { ...all, show: 'stdout' })).toBe(false)
    expect(passes(row(line('a', 'past')), all)).toBe(true)
  })

  test('problems are warnings and errors', () => {
    const problems = { ...all, problems: true }
    expect(passes(row(line('TypeError: x')), problems)).toBe(true)
    expect(passes(row(line('Warning: low')), problems)).toBe(true)
    expect(passes(row(line('terror in the mirror')), problems)).toBe(false)
  })
})

describe('FilteredLog', () => {
  test('equals a filter over all rows after any history of rows that come, go and are put before', () => {
    const operation = fc.record({ older: fc.boolean(), words: fc.array(fc.constantFrom('hit', 'miss'), { maxLength: 30, size: 'max' }) })
    const filters = fc.constantFrom(all, { ...all, search: 'hit' })
    fc.assert(fc.property(fc.array(operation, { maxLength: 20 }), filters, (operations, filter) => {
      const buffer = new LogBuffer(20)
      const filtered = new FilteredLog(buffer, filter)
      for (const { older, words } of operations) {
        const rows = words.map((word) => line(word))
        if (older) buffer.prepend(rows)
        else buffer.append(rows)
        const expected = [...buffer.rows()].filter((each) => passes(each, filter)).map((each) => each.id)
        const count = filtered.update()
        expect(Array.from({ length: count }, (_, place) => filtered.idAt(place))).toEqual(expected)
      }
    }))
  })

  test('what it said of a place holds for whoever still shows it, whatever comes before', () => {
    for (const filter of [all, { ...all, search: 'hit' }]) {
      const buffer = new LogBuffer(10)
      buffer.append([line('hit 1'), line('hit 2')])
      const filtered = new FilteredLog(buffer, filter)
      filtered.update()
      const { idAt } = filtered
      buffer.append([line('hit 3')])
      filtered.update()
      expect(filtered.idAt, 'a list need not be measured anew for what comes at its end').toBe(idAt)
      buffer.prepend([line('hit 0')])
      expect([idAt(0), filtered.idAt(0), filtered.placeOf(0)]).toEqual([0, 0, 0])
      filtered.update()
      expect([idAt(0), filtered.idAt(0), filtered.placeOf(0)]).toEqual([0, -1, 1])
    }
  })

  test('finds the place of a row, or of the next that passes', () => {
    const buffer = new LogBuffer(10)
    buffer.append([line('hit'), line('miss'), line('hit')])
    const filtered = new FilteredLog(buffer, { ...all, search: 'hit' })
    filtered.update()
    expect([0, 1, 2, 99].map((id) => filtered.placeOf(id))).toEqual([0, 1, 1, 1])
  })
})
