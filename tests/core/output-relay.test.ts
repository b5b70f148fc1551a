import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CoreFrame, OutputBatch } from '../../lib/contract/stream.ts'
import { relayOutput } from '../../lib/core/output-relay.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

function open() {
  const texts: string[] = []
  const waiting: (() => void)[] = []
  let isFull = false
  const relay = relayOutput({
    write: (text) => { texts.push(text); return !isFull },
    once: (_event, listener) => waiting.push(listener),
  }, () => 5)
  const batches = (): OutputBatch[] => texts.map((text) => JSON.parse(text) as CoreFrame).map((frame) => { if (frame.type !== 'output') throw new Error(frame.type); return frame.batch })
  const say = (organism: string, ...lines: string[]) => relay.push(organism, { stream: 'stdout', lines, skipped: 0 })
  return { relay, texts, batches, say, fill: () => { isFull = true }, drain: () => { isFull = false; waiting.splice(0).forEach((listener) => listener()) } }
}

test('what comes within a tick is one frame an organism, of whole lines in their order', () => {
  const { relay, texts, batches, say } = open()
  say('ant', 'one', 'two')
  relay.push('ant', { stream: 'stderr', lines: ['three'], skipped: 2 })
  say('bee', '\n\u2028"')
  expect(texts).toEqual([])
  vi.advanceTimersByTime(16)
  expect(batches()).toEqual([
    { organism: 'ant', at: 5, skipped: 2, lines: [{ stream: 'stdout', text: 'one' }, { stream: 'stdout', text: 'two' }, { stream: 'stderr', text: 'three' }] },
    { organism: 'bee', at: 5, skipped: 0, lines: [{ stream: 'stdout', text: '\n\u2028"' }] },
  ])
  for (const text of texts) expect(text.indexOf('\n'), 'one frame, one line').toBe(text.length - 1)
  vi.advanceTimersByTime(160)
  expect(texts, 'and nothing when nothing was said').toHaveLength(2)
})

test('what does not fit is counted, never kept: many lines, or long ones', () => {
  const { batches, texts, say } = open()
  say('ant', ...Array.from({ length: 3_000 }, (_, index) => String(index)))
  for (let index = 0; index < 20; index += 1) say('bee', 'x'.repeat(64 * 1024))
  vi.advanceTimersByTime(16)
  for (const [{ lines, skipped }, said] of [[batches()[0] as OutputBatch, 3_000], [batches()[1] as OutputBatch, 20]] as const) {
    expect(lines.length).toBeGreaterThan(0)
    expect(skipped).toBeGreaterThan(0)
    expect(lines.length + skipped).toBe(said)
  }
  // The gate process drops a longer line as no frame, and the count with it.
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(4 * 1024 * 1024)
})

test('characters that grow when they are written as JSON do not make a frame that is refused', () => {
  const { texts, say } = open()
  for (let index = 0; index < 20; index += 1) say('ant', '\u0001'.repeat(64 * 1024))
  vi.advanceTimersByTime(16)
  expect(texts[0]?.length).toBeLessThan(4 * 1024 * 1024)
})

test('a reader that is full is waited for, within bounds, and nobody is forgotten', () => {
  const { batches, say, fill, drain } = open()
  fill()
  say('ant', 'first')
  say('bee', 'waits')
  vi.advanceTimersByTime(16)
  expect(batches().map(({ organism }) => organism)).toEqual(['ant'])
  for (let tick = 0; tick < 10; tick += 1) {
    say('ant', ...Array.from({ length: 1_000 }, () => 'more'))
    vi.advanceTimersByTime(16)
  }
  expect(batches()).toHaveLength(1)
  drain()
  vi.advanceTimersByTime(16)
  expect(batches().slice(1).map(({ organism, lines, skipped }) => [organism, lines.length, skipped])).toEqual([['bee', 1, 0], ['ant', 2_000, 8_000]])
})

test('a closed relay is silent', () => {
  const { relay, texts, say } = open()
  say('ant', 'one')
  relay.close()
  vi.advanceTimersByTime(100)
  expect(texts).toEqual([])
})
