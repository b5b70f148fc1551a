import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { NewEvent } from '../../../lib/contract/event.ts'
import { exportEvents, type ExportOrder } from '../../../lib/store/export/export-events.ts'
import { chainHash, genesisHash, type ChainedRow } from '../../../lib/store/hash-chain.ts'
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { anyHistory } from '../../conformance/arbitrary-history.ts'
import { event, incidentClose, incidentOpen, logChunk, organismAdd, pulseEnd } from '../../conformance/event-samples.ts'
import { MemoryLedger } from '../../fixtures/gate/memory-ledger.ts'
import { sqliteHouse } from '../sqlite/sqlite-house.ts'

let house: ReturnType<typeof sqliteHouse>
beforeEach(() => { house = sqliteHouse() })
afterEach(() => house.cleanup())

const text = (order: ExportOrder) => [...exportEvents(house.readers(), order)].map((piece) => piece.text).join('')
const rows = (order: Omit<ExportOrder, 'format'> = {}) => text({ format: 'ndjson', ...order }).split('\n').filter(Boolean).map((line) => JSON.parse(line) as ChainedRow & { hash: string; data: unknown })
async function written(...events: NewEvent[]): Promise<void> {
  const ledger = house.open('a')
  await ledger.append(...events)
  await ledger.close()
}

describe('NDJSON', () => {
  test('from the lines alone, whatever was written, the chain can be computed', async () => {
    await fc.assert(fc.asyncProperty(anyHistory, async (history) => {
      await written(...history, pulseEnd('ant', { result: [NaN, Infinity, -0, { $number: 'x', '__proto__': 1, 2: 3, 1: 2 }, '\u2028\ud800"\\'] }))
      let previous = genesisHash
      const all = rows()
      for (const [index, { data, hash, ...row }] of all.entries()) {
        expect(row.seq).toBe(index + 1)
        expect(hash).toBe(chainHash(previous, { ...row, data: JSON.stringify(data) }))
        previous = hash
      }
      expect(all).toHaveLength(house.readers().head())
    }), { numRuns: 15 })
  })

  test('numbers that JSON has no word for are not lost', async () => {
    await written(pulseEnd('ant', { result: [NaN, -Infinity, -0, 1e300] }))
    expect(rows()[0]?.data).toMatchObject({ result: [{ $number: 'NaN' }, { $number: '-Infinity' }, { $number: '-0' }, 1e300] })
  })

  test('data as deep as a ledger takes it', async () => {
    let deep: unknown = NaN
    for (let depth = 0; depth < 498; depth += 1) deep = [deep]
    await written(pulseEnd('ant', { result: deep as never }))
    expect(rows()).toHaveLength(1)
  })
})

describe('what is asked for', () => {
  const history = [
    organismAdd('ant'), organismAdd('bee'), pulseEnd('ant'), incidentOpen('ant', 'i1'), pulseEnd('bee'), incidentClose('ant', 'i1'), logChunk(null, 'x'),
  ]
  const seqs = (order: Omit<ExportOrder, 'format'>) => rows(order).map(({ seq }) => seq)

  test('an organism, kinds, what comes after a seq', async () => {
    await written(...history)
    expect(seqs({})).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(seqs({ organism: 'ant' })).toEqual([1, 3, 4, 6])
    expect(seqs({ kinds: ['incident-open', 'pulse-end'] })).toEqual([3, 4, 5])
    expect(seqs({ organism: 'bee', kinds: ['pulse-end'] })).toEqual([5])
    expect(seqs({ after: 5 })).toEqual([6, 7])
    expect(seqs({ after: 7 })).toEqual([])
    expect(seqs({ organism: 'nobody' })).toEqual([])
  })

  test('what was written from a moment on, also where the clock has gone back since', async () => {
    const at = house.clock.now()
    const times = [0, 10_000, 20_000, 5_000, 30_000]
    for (const time of times) {
      const ledger = openLedger({ path: house.path, core: 'a', pid: 1, clock: { ...house.clock, now: () => at + time } })
      await ledger.append(pulseEnd('ant'))
      await ledger.close()
    }
    expect(seqs({ since: at + 10_000 })).toEqual([2, 3, 5])
    expect(seqs({ since: at + 30_001 })).toEqual([])
  })
})

describe('CSV', () => {
  test('a header, a row an event, the time in words too; the data is the text that was hashed', async () => {
    await written(event('chaos-stop', { by: 'ada, "the\nfirst"' }))
    const at = house.clock.now()
    const [, hash] = /"hash":"(\w+)"/.exec(text({ format: 'ndjson' })) ?? []
    expect(text({ format: 'csv' })).toBe([
      'seq,at,time,epoch,core,kind,organism,incident,data,hash',
      `1,${at},${new Date(at).toISOString()},1,a,chaos-stop,,,"{""by"":""ada, \\""the\\nfirst\\""""}",${hash}`,
      '',
    ].join('\r\n'))
  })

  test.each([
    ['=cmd|calc', `'=cmd|calc`], ['+1', `'+1`], ['-1', `'-1`], ['@sum', `'@sum`], ['\tx', `'\tx`], ['\r=x', `"'\r=x"`],
    ['=a,"b"', `"'=a,""b"""`], ['=a\nb', `"'=a\nb"`], ['fine', 'fine'], ['a=b', 'a=b'],
  ])('a cell that a spreadsheet would compute is only shown: %j', async (name, cell) => {
    await written(logChunk(name, 'x'))
    expect(text({ format: 'csv' })).toContain(`,a,log-chunk,${cell},,"{""`)
  })
})

describe('a ledger of any length', () => {
  test('is read as it is asked for, a piece at a time, up to where it was when it began', () => {
    const ledger = new MemoryLedger()
    ledger.size = 100_100
    const pieces = exportEvents(ledger, { format: 'ndjson' })
    expect(ledger.reads).toBe(0)
    expect(pieces.next().value).toMatchObject({ events: 500 })
    expect(ledger.read).toBe(500)
    ledger.size = 200_000
    let events = 500
    let longest = 0
    for (const piece of pieces) {
      events += piece.events
      longest = Math.max(longest, piece.events)
    }
    expect([events, longest]).toEqual([100_100, 500])
  })

  test('without an event has no line, and of CSV the header', () => {
    expect(text({ format: 'ndjson' })).toBe('')
    expect(text({ format: 'csv' })).toMatch(/^seq,.*hash\r\n$/)
  })
})
