import { describe, expect, it } from 'vitest'
import type { OutputChunk } from '../../lib/contract/ports/sandbox.ts'
import { OutputFeed } from '../../lib/process/output-feed.ts'
import { ManualClock } from './manual-clock.ts'

function open(wholeStdoutBytes = 0): { clock: ManualClock; chunks: OutputChunk[]; feed: OutputFeed } {
  const clock = new ManualClock()
  const chunks: OutputChunk[] = []
  return { clock, chunks, feed: new OutputFeed({ clock, listener: (chunk) => chunks.push(chunk), wholeStdoutBytes }) }
}

describe('the output feed', () => {
  it('hands over the first lines at once, and those that follow closely together', async () => {
    const { clock, chunks, feed } = open()
    feed.push('stdout', Buffer.from('first\n'))
    expect(chunks).toEqual([{ stream: 'stdout', lines: ['first'], skipped: 0 }])
    feed.push('stdout', Buffer.from('second\n'))
    feed.push('stdout', Buffer.from('third\nfou'))
    expect(chunks).toHaveLength(1)
    await clock.move(16)
    expect(chunks.slice(1)).toEqual([{ stream: 'stdout', lines: ['second', 'third'], skipped: 0 }])
    await clock.move(16)
    feed.push('stdout', Buffer.from('rth\n'))
    expect(chunks.at(-1)).toEqual({ stream: 'stdout', lines: ['fourth'], skipped: 0 })
  })

  it('counts what it drops while too much is waiting: delivered and skipped are all there was', async () => {
    const { clock, chunks, feed } = open()
    const block = Buffer.from('0123456789\n'.repeat(5000))
    for (let round = 0; round < 10; round++) {
      for (let i = 0; i < 20; i++) feed.push('stdout', block)
      await clock.move(16)
    }
    const { summary } = feed.end()
    const delivered = chunks.reduce((sum, chunk) => sum + chunk.lines.length, 0)
    const skipped = chunks.reduce((sum, chunk) => sum + chunk.skipped, 0)
    expect(skipped).toBeGreaterThan(500_000)
    expect(delivered).toBeGreaterThan(100_000)
    expect(delivered + skipped).toBe(10 * 20 * 5000)
    expect(summary).toMatchObject({ lines: 10 * 20 * 5000, bytes: 10 * 20 * 5000 * 11 })
  })

  it('delivers a last line without an end, and keeps both streams in the order they came', () => {
    const { chunks, feed } = open()
    feed.push('stdout', Buffer.from('out\n'))
    feed.push('stderr', Buffer.from('err\n'))
    feed.push('stdout', Buffer.from('rest'))
    const { stdout, output } = feed.end()
    expect(stdout).toBe('out\nrest')
    expect(output).toBe('out\nerr\nrest\n')
    expect(chunks.flatMap((chunk) => chunk.lines)).toEqual(['out', 'err', 'rest'])
  })

  it('keeps a script\'s stdout whole, up to what it may print', () => {
    const { feed } = open(200_000)
    const text = `${'x'.repeat(150_000)}\r\nend`
    feed.push('stdout', Buffer.from(text))
    const { stdout, output } = feed.end()
    expect(stdout).toBe(text)
    expect(output.length).toBeLessThan(70_000)
  })

  it('says nothing after its end', async () => {
    const { clock, chunks, feed } = open()
    feed.push('stdout', Buffer.from('a\n'))
    feed.push('stdout', Buffer.from('b\n'))
    feed.end()
    const { length } = chunks
    await clock.move(100)
    expect(chunks).toHaveLength(length)
  })
})
