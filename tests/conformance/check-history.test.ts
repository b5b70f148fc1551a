import { describe, expect, test } from 'vitest'
import type { EventData, EventKind, LedgerEvent, NewEvent } from '../../lib/contract/event.ts'
import type { LedgerReader } from '../../lib/contract/ports/ledger.ts'
import { checkHistory } from './check-history.ts'
import { candidateJudge, event, incidentClose, incidentOpen, pulseEnd } from './event-samples.ts'

/** A ledger that holds just what it is given. */
function holding(events: NewEvent[], change: (row: LedgerEvent, index: number) => LedgerEvent = (row) => row): LedgerReader {
  const rows = events.map((asked, index) => change({ ...asked, seq: index + 1, at: index, epoch: 1, core: 'a', hash: `h${index + 1}` }, index))
  return {
    events: ({ after = 0, limit }) => rows.filter(({ seq }) => seq > after).slice(0, limit),
    head: () => rows.at(-1)?.seq ?? 0,
    changes: () => 0,
    verify: () => null,
  }
}

const ant = { organism: 'ant' }
const promote = <K extends EventKind>(kind: K, genome = 'ant.g0001') => event(kind, { genome, from: null, why: 'x' } as unknown as EventData<K>, ant)
const claim = (command: string) => event('command-claim', { command, kind: 'chaos-stop', author: 'you' })
const end = (command: string) => event('command-end', { command, state: 'done', outcome: { message: 'done' } })

describe('a sound history', () => {
  test('has no violation', () => {
    const events = [incidentOpen('ant', 'i1'), candidateJudge('ant', 'i1'), incidentClose('ant', 'i1'), promote('promote-start'), promote('promote-end'), promote('promote-start'), promote('promote-undo'), claim('c1'), end('c1')]
    expect(checkHistory(holding(events), { acknowledgedCommands: ['c1'], acknowledgedEvents: ['h1', 'h9'] })).toEqual([])
  })

  test('that was cut short may have one open incident an organism, one promotion, and commands that wait', () => {
    const events = [incidentOpen('ant', 'i1'), incidentOpen('bee', 'i2'), promote('promote-start'), claim('c1')]
    const desk = { read: (id: string) => (id === 'gone' ? null : ({ id } as never)) }
    expect(checkHistory(holding(events), { allowOpen: true, acknowledgedCommands: ['c1', 'c2'], desk })).toEqual([])
    expect(checkHistory(holding(events), { allowOpen: true, acknowledgedCommands: ['gone'], desk })).toHaveLength(1)
  })
})

describe('a violation is told', () => {
  test.each<[string, NewEvent[], RegExp]>([
    ['an incident without an end', [incidentOpen('ant', 'i1')], /i1 of ant has no end/],
    ['two ends', [incidentOpen('ant', 'i1'), incidentClose('ant', 'i1'), incidentClose('ant', 'i1')], /closed/],
    ['an event after the end', [incidentOpen('ant', 'i1'), incidentClose('ant', 'i1'), candidateJudge('ant', 'i1')], /closed/],
    ['an end without a beginning', [incidentClose('ant', 'i1')], /never opened/],
    ['two beginnings', [incidentOpen('ant', 'i1'), incidentOpen('ant', 'i1'), incidentClose('ant', 'i1')], /again/],
    ['a promotion within a promotion', [promote('promote-start'), promote('promote-start', 'ant.g0002'), promote('promote-end', 'ant.g0002')], /half promoted/],
    ['a promotion without an end', [promote('promote-start')], /neither ended/],
    ['a promotion that was not started', [promote('promote-end')], /not started/],
    ['the end of another promotion', [promote('promote-start'), promote('promote-end', 'ant.g0002')], /not started/],
    ['a command claimed and left', [claim('c1')], /no end/],
    ['a command ended twice', [claim('c1'), end('c1'), end('c1')], /has ended/],
    ['a command ended unclaimed', [end('c1')], /nobody had claimed/],
  ])('%s', (_what, events, message) => {
    expect(checkHistory(holding(events)).join('\n')).toMatch(message)
  })

  test('a second incident while one is open, though the last may be open', () => {
    expect(checkHistory(holding([incidentOpen('ant', 'i1'), incidentOpen('ant', 'i2')]), { allowOpen: true })).toHaveLength(2)
  })

  test('what was acknowledged and is not there', () => {
    expect(checkHistory(holding([pulseEnd('ant')]), { acknowledgedCommands: ['c1'], acknowledgedEvents: ['h1', 'h2'] })).toEqual([
      expect.stringMatching(/c1/), expect.stringMatching(/h2/),
    ])
  })

  test('a gap, an older epoch, a broken chain', () => {
    expect(checkHistory(holding([pulseEnd('ant'), pulseEnd('ant')], (row, index) => (index === 1 ? { ...row, seq: 3, epoch: 0 } : row)))).toHaveLength(2)
    expect(checkHistory({ ...holding([]), verify: () => ({ seq: 4, what: 'changed' }) })).toEqual([expect.stringMatching(/breaks at 4/)])
  })
})
