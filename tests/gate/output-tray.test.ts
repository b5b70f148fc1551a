import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OutputBatch } from '../../lib/contract/stream.ts'
import { outputLimits, OutputTray } from '../../lib/gate/output-tray.ts'

const batch = (texts: string[], skipped = 0): OutputBatch => ({ organism: 'a', at: 1, lines: texts.map((text) => ({ stream: 'stdout', text })), skipped })
const texts = (batches: OutputBatch[]) => batches.flatMap((each) => each.lines.map((line) => line.text))
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => String(from + index))

describe('OutputTray', () => {
  it('joins batches that follow each other without a gap', () => {
    const tray = new OutputTray()
    tray.add(batch(['a'], 2))
    tray.add(batch(['b']))
    expect(tray.take()).toEqual([batch(['a', 'b'], 2)])
    expect(tray.take()).toEqual([])
  })

  it('keeps a gap where it was', () => {
    const tray = new OutputTray()
    tray.add(batch(['a']))
    tray.add(batch(['b'], 5))
    expect(tray.take()).toEqual([batch(['a']), batch(['b'], 5)])
  })

  it('keeps the newest lines and counts the others', () => {
    const tray = new OutputTray()
    tray.add(batch(['old'], 1))
    tray.add(batch(numbers(0, outputLimits.lines + 9), 3))
    expect(tray.take()).toEqual([batch(numbers(9, outputLimits.lines + 9), 1 + 1 + 3 + 9)])
  })

  it('counts a line that is too long on its own', () => {
    const tray = new OutputTray()
    tray.add(batch(['x'.repeat(outputLimits.characters + 1)]))
    tray.add(batch(['next']))
    expect(tray.take()).toEqual([batch(['next'], 1)])
  })

  it('never alters a batch that it was given', () => {
    const tray = new OutputTray()
    const given = batch(['a'])
    tray.add(given)
    tray.add(batch(['b']))
    expect(given).toEqual(batch(['a']))
  })

  it('loses nothing uncounted, keeps order, and stays bounded', () => {
    const batches = fc.array(fc.record({ lines: fc.integer({ min: 0, max: 150 }), long: fc.integer({ min: 0, max: 9000 }), skipped: fc.nat({ max: 5 }), take: fc.boolean() }), { maxLength: 40 })
    fc.assert(fc.property(batches, (steps) => {
      const tray = new OutputTray()
      const out: OutputBatch[] = []
      let next = 0
      let skipped = 0
      const take = () => {
        const taken = tray.take()
        expect(texts(taken).length).toBeLessThanOrEqual(outputLimits.lines)
        expect(texts(taken).join('').length).toBeLessThanOrEqual(outputLimits.characters)
        out.push(...taken)
      }
      for (const step of steps) {
        tray.add(batch(numbers(next, next + step.lines).map((text) => text.padEnd(step.long)), step.skipped))
        next += step.lines
        skipped += step.skipped
        if (step.take) take()
      }
      take()
      const seen = texts(out).map(Number)
      expect(seen).toEqual([...seen].sort((a, b) => a - b))
      expect(seen.length + out.reduce((sum, each) => sum + each.skipped, 0)).toBe(next + skipped)
    }), { numRuns: 60 })
  })
})
