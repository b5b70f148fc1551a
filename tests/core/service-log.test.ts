import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { NewEvent } from '../../lib/contract/event.ts'
import { keepServiceLog } from '../../lib/core/service-log.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

function open() {
  const events: NewEvent[] = []
  const log = keepServiceLog('beacon', (event) => events.push(event))
  return { log, events, say: (...lines: string[]) => log.push({ stream: 'stdout', lines, skipped: 0 }) }
}

test('what a service says within a second is one event, with the text attached', () => {
  const { log, events, say } = open()
  say('one', 'two')
  log.push({ stream: 'stderr', lines: ['three'], skipped: 4 })
  expect(events).toEqual([])
  vi.advanceTimersByTime(1_000)
  expect(events).toEqual([{ kind: 'log-chunk', organism: 'beacon', incident: null, data: { lines: 3, bytes: 14, skippedLines: 4 }, attachment: 'one\ntwo\nthree' }])
  vi.advanceTimersByTime(5_000)
  expect(events, 'nothing said, nothing written').toHaveLength(1)
  say('later')
  vi.advanceTimersByTime(1_000)
  expect(events[1]).toMatchObject({ data: { lines: 1, bytes: 6, skippedLines: 0 }, attachment: 'later' })
})

test.each([['letters', 'x'], ['characters of four bytes', '🐍']])('more than fits is counted, and not one byte of it kept: %s', (_what, letter) => {
  const { events, say } = open()
  for (let line = 0; line < 100; line += 1) say(letter.repeat(700))
  vi.advanceTimersByTime(1_000)
  const [chunk] = events
  if (chunk?.kind !== 'log-chunk') throw new Error('no chunk')
  expect(chunk.data.lines + chunk.data.skippedLines).toBe(100)
  expect(chunk.data.lines).toBeGreaterThan(0)
  expect(chunk.data.bytes).toBe(Buffer.byteLength(chunk.attachment ?? '') + 1)
  expect(chunk.data.bytes).toBeLessThanOrEqual(32 * 1024)
})

test('lines that were lost before they came here are told too', () => {
  const { log, events } = open()
  log.push({ stream: 'stdout', lines: [], skipped: 9 })
  vi.advanceTimersByTime(1_000)
  expect(events).toMatchObject([{ data: { lines: 0, skippedLines: 9 } }])
})

test('the end writes what is left, once', () => {
  const { log, events, say } = open()
  say('last words')
  log.close()
  vi.advanceTimersByTime(5_000)
  expect(events).toMatchObject([{ attachment: 'last words' }])
})
