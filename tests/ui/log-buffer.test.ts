import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { LogBuffer } from '../../app/_ui/log/log-buffer.ts'
import type { NewRow } from '../../app/_ui/log/row.ts'

const line = (text: string): NewRow => ({ kind: 'line', at: 0, stream: 'stdout', level: 'info', text })
const skip = (lines: number, why = 'full'): NewRow => ({ kind: 'skip', at: 0, lines, why })
const event: NewRow = { kind: 'event', at: 0, level: 'info', tone: 'idle', stages: [], shape: '○', text: 'event' }
const texts = (buffer: LogBuffer) => [...buffer.rows()].map((row) => (row.kind === 'skip' ? row.lines : row.text))

describe('LogBuffer', () => {
  test('keeps the newest and counts exactly what left', () => {
    const buffer = new LogBuffer(3)
    buffer.append(['a', 'b', 'c', 'd', 'e'].map(line))
    expect(texts(buffer)).toEqual(['c', 'd', 'e'])
    expect(buffer.evictedLines).toBe(2)
    expect(buffer.firstId).toBe(2)
    expect([buffer.get(1), buffer.get(2), buffer.get(5)]).toEqual([undefined, expect.objectContaining({ text: 'c' }), undefined])
  })

  test('counts the lines that a leaving skip row stood for, and no line for an event', () => {
    const buffer = new LogBuffer(1)
    buffer.append([skip(40), event, line('a'), line('b')])
    expect(buffer.evictedLines).toBe(41)
  })

  test('adds skips of one cause together, of two causes not', () => {
    const buffer = new LogBuffer(10)
    buffer.append([skip(2), skip(3), skip(1, 'other')])
    expect(texts(buffer)).toEqual([5, 1])
  })

  test('puts older rows first without touching the ids that are there', () => {
    const buffer = new LogBuffer(4)
    buffer.append([line('c'), line('d')])
    expect(buffer.prepend([line('x'), line('a'), line('b')])).toBe(2)
    expect(texts(buffer)).toEqual(['a', 'b', 'c', 'd'])
    expect(buffer.firstId).toBe(-2)
    expect(buffer.get(0)).toMatchObject({ text: 'c' })
    expect(buffer.prepend([line('z')])).toBe(0)
  })

  test('whatever comes: ids have no gap, the size is bounded, and kept + left = all', () => {
    const operation = fc.record({ older: fc.boolean(), lines: fc.integer({ min: 0, max: 40 }) })
    fc.assert(fc.property(fc.array(operation, { maxLength: 30 }), fc.integer({ min: 1, max: 25 }), (operations, capacity) => {
      const buffer = new LogBuffer(capacity)
      let taken = 0
      for (const { older, lines } of operations) {
        const rows = Array.from({ length: lines }, (_, index) => line(String(index)))
        if (older) taken += buffer.prepend(rows)
        else {
          buffer.append(rows)
          taken += lines
        }
      }
      const rows = [...buffer.rows()]
      expect(rows.map((row) => row.id)).toEqual(rows.map((_, index) => buffer.firstId + index))
      expect(rows.length).toBeLessThanOrEqual(capacity)
      expect(rows.length + buffer.evictedLines).toBe(taken)
    }))
  })
})
