import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countNewlines } from '../../lib/process/count-newlines.ts'
import { decodeLines, LineSplitter } from '../../lib/process/line-splitter.ts'

/** Bytes in which line ends, carriage returns and torn characters are common. */
const bytes = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(10, 13, 0x61) }, fc.constantFrom(0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80), fc.integer({ min: 0, max: 255 })), { maxLength: 300, size: 'max' }).map((list) => Buffer.from(list))
const cuts = fc.array(fc.nat(300), { maxLength: 30, size: 'max' })

function chunksOf(all: Buffer, at: number[]): Buffer[] {
  const places = [...new Set(at.map((place) => Math.min(place, all.length)))].sort((a, b) => a - b)
  return [...places, all.length].map((place, i) => all.subarray(places[i - 1] ?? 0, place))
}

function split(chunks: Buffer[], maxLineBytes = 1 << 20): { lines: string[]; counted: number } {
  const splitter = new LineSplitter(maxLineBytes)
  const blocks = chunks.flatMap((chunk) => splitter.push(chunk))
  const last = splitter.end()
  if (last) blocks.push(last)
  return { lines: decodeLines(blocks), counted: blocks.reduce((sum, block) => sum + block.lines, 0) }
}

/** What the lines are, said in the plainest way. */
function plainly(all: Buffer): string[] {
  const lines = all.toString('utf8').split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.replace(/\r$/, ''))
}

describe('counting line ends', () => {
  it('agrees with looking at every byte, wherever the bytes lie in memory', () => {
    fc.assert(fc.property(bytes, fc.nat(7), (all, offset) => {
      const moved = Buffer.concat([Buffer.alloc(offset), all]).subarray(offset)
      expect(countNewlines(moved)).toBe([...all].filter((byte) => byte === 10).length)
    }))
  })

  it('counts a byte of 10 beside bytes that differ from it by one bit', () => {
    for (const neighbour of [0x0b, 0x08, 0x8a, 0x00, 0xff]) {
      expect(countNewlines(Buffer.from([10, neighbour, neighbour, 10, neighbour, 10, 10, neighbour, 10]))).toBe(5)
    }
  })
})

describe('splitting lines', () => {
  it('gives the same lines for any chunks of any bytes', () => {
    fc.assert(fc.property(bytes, cuts, (all, at) => {
      const { lines, counted } = split(chunksOf(all, at))
      expect(lines).toEqual(plainly(all))
      expect(counted).toBe(lines.length)
    }))
  })

  it('cuts long lines at the same place for any chunks, keeps the others, and counts all', () => {
    fc.assert(fc.property(bytes, cuts, fc.integer({ min: 1, max: 20 }), (all, at, maxLineBytes) => {
      const whole = split([all], maxLineBytes)
      const { lines, counted } = split(chunksOf(all, at), maxLineBytes)
      expect(lines).toEqual(whole.lines)
      expect(counted).toBe(plainly(all).length)
      const raw = all.toString('latin1').split('\n')
      for (const [i, line] of lines.entries()) expect(/ … \d+ bytes cut$/.test(line)).toBe((raw[i] ?? '').length > maxLineBytes)
    }))
  })

  it('says how much of a long line is missing, and tears no character apart', () => {
    const { lines } = split([Buffer.from('€'.repeat(10)), Buffer.from(`${'€'.repeat(10)}\nnext`)], 10)
    expect(lines).toEqual([`€€€ … ${20 * 3 - 9} bytes cut`, 'next'])
  })

  it('holds no more than a line of 10 MB needs to be cut', () => {
    const splitter = new LineSplitter(1024)
    const chunk = Buffer.alloc(64 * 1024, 'x')
    for (let i = 0; i < 160; i++) expect(splitter.push(chunk)).toEqual([])
    const [block] = splitter.push(Buffer.from('\n'))
    expect(block?.bytes.length).toBeLessThan(1100)
    expect(block && decodeLines([block])[0]).toMatch(` … ${160 * 64 * 1024 - 1024} bytes cut`)
  })

  it('turns invalid UTF-8 into U+FFFD without losing its neighbours', () => {
    expect(split([Buffer.from([0x61, 0xff, 0x62, 10, 0xe2, 0x82, 10, 0x63])]).lines).toEqual(['a\ufffdb', '\ufffd', 'c'])
  })

  it('is as new after its end', () => {
    const splitter = new LineSplitter(100)
    splitter.push(Buffer.from('half'))
    splitter.end()
    expect(splitter.end()).toBeNull()
    expect(decodeLines(splitter.push(Buffer.from(' line\n')))).toEqual([' line'])
  })
})
