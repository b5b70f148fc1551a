import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readClaim } from '../../lib/process/claims.ts'
import { FrameReader, maxFrameBytes } from '../../lib/process/frames.ts'

describe('claims', () => {
  it('are never an error, whatever is said', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.object().map((thing) => JSON.stringify({ kind: 'answer', id: 7, ...thing }))), (frame) => {
      const claim = readClaim(frame)
      expect(claim === null || typeof claim.kind === 'string').toBe(true)
    }))
  })

  it.each(['', '{', 'null', '{"kind":"win"}', '{"kind":"answer","id":7}', '{"kind":"answer","value":1}', '{"kind":"exit","code":"0"}', `{"kind":"answer","id":7,"value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`])('are refused where no host would say so: %#', (frame) => {
    expect(readClaim(frame)).toBeNull()
  })

  it('are cut to what a record can hold', () => {
    const failure = { phase: 'perform', name: 'N'.repeat(9999), message: 'm'.repeat(9999), stack: 's'.repeat(99_999), code: 'c'.repeat(999) }
    const claim = readClaim(JSON.stringify({ kind: 'failure', failure }))
    expect(claim).toMatchObject({ failure: { name: 'N'.repeat(200), message: 'm'.repeat(4000), stack: 's'.repeat(16_000), code: 'c'.repeat(100) } })
  })

  it('carry values as deep as anybody needs, and none that would break who walks them', () => {
    const answer = (depth: number): string => `{"kind":"answer","id":7,"value":${'['.repeat(depth)}${']'.repeat(depth)}}`
    expect(readClaim(answer(150))).not.toBeNull()
    expect(readClaim(answer(300))).toBeNull()
  })

  it('hand numbers over that JSON lacks', () => {
    expect(readClaim('{"kind":"answer","id":7,"value":{"$number":"Infinity"}}')).toEqual({ kind: 'answer', id: 7, value: Infinity })
  })
})

describe('frames', () => {
  it('are the same however their bytes arrive', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' '))), fc.integer({ min: 1, max: 20 }), (frames, size) => {
      const bytes = Buffer.from(frames.map((frame) => `${frame}\n`).join(''))
      const reader = new FrameReader()
      const read: string[] = []
      for (let at = 0; at < bytes.length; at += size) read.push(...(reader.push(bytes.subarray(at, at + size)) ?? []))
      expect(read).toEqual(frames.map((frame) => Buffer.from(frame).toString('utf8')))
    }))
  })

  it('that have no end are given up', () => {
    const reader = new FrameReader()
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    for (let sent = 0; sent + chunk.length <= maxFrameBytes; sent += chunk.length) expect(reader.push(chunk)).toEqual([])
    expect(reader.push(chunk)).toBeNull()
  })
})
