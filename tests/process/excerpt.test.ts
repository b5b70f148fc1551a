import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countNewlines } from '../../lib/process/count-newlines.ts'
import { Excerpt } from '../../lib/process/excerpt.ts'

function excerptOf(text: string, chunkBytes: number, size = { headBytes: 40, tailBytes: 40 }): { text: string; skippedLines: number } {
  const excerpt = new Excerpt(size)
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes)
    excerpt.add(chunk, countNewlines(chunk))
  }
  return excerpt.read()
}

const mark = /^… (\d+) lines? skipped \((\d+) bytes\) …$/m

describe('the excerpt of a text', () => {
  it('is the text itself where that fits, to the byte', () => {
    fc.assert(fc.property(fc.string({ maxLength: 70, size: 'max', unit: fc.constantFrom('a', '\n', 'b') }), fc.integer({ min: 1, max: 90 }), (text, chunkBytes) => {
      expect(excerptOf(text, chunkBytes)).toEqual({ text, skippedLines: 0 })
    }))
  })

  it('else begins as the text does, ends as it does, and says exactly what is missing', () => {
    const lines = fc.array(fc.string({ minLength: 0, maxLength: 12, unit: fc.constantFrom('a', 'b', 'c') }), { minLength: 60, maxLength: 120, size: 'max' })
    fc.assert(fc.property(lines, fc.integer({ min: 1, max: 300 }), (list, chunkBytes) => {
      const text = `${list.join('\n')}\n`
      fc.pre(text.length > 80)
      const excerpt = excerptOf(text, chunkBytes)
      const [head = '', tail = ''] = excerpt.text.split(/^….*…\n/m)
      const [, skipped, bytes] = mark.exec(excerpt.text) ?? []
      expect(text.startsWith(head)).toBe(true)
      expect(text.endsWith(tail)).toBe(true)
      expect(head === '' || head.endsWith('\n')).toBe(true)
      expect(head.length).toBeLessThanOrEqual(40)
      expect(tail.length).toBeLessThanOrEqual(40)
      expect(Number(bytes)).toBe(text.length - head.length - tail.length)
      expect(Number(skipped)).toBe(list.length - head.split('\n').length - tail.split('\n').length + 2)
      expect(excerpt.skippedLines).toBe(Number(skipped))
    }))
  })

  it('shows nothing of a single line that does not fit', () => {
    expect(excerptOf('x'.repeat(10_000), 64)).toEqual({ text: '… 0 lines skipped (10000 bytes) …\n', skippedLines: 0 })
  })
})
