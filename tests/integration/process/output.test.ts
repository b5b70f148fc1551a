import { describe, expect, it } from 'vitest'
import type { OutputChunk } from '../../../lib/contract/ports/sandbox.ts'
import { fixture, openBench, tiers } from './setting.ts'

describe.each(tiers)('output in tier %i', (tier) => {
  const { script, start } = openBench(tier)

  it('without end is a flood', async () => {
    const { record } = await script(fixture('floods'), [], { outputBytes: 1_000_000 })
    expect(record.stopReason).toBe('flood')
    expect(record.output.bytes).toBeGreaterThan(1_000_000)
    expect(record.output.skippedLines).toBeGreaterThan(0)
  })

  it('of a service is a flood only when too much comes within a second', async () => {
    const run = start(fixture('floods'), { mode: 'service', port: 0 }, { outputBytes: 1_000_000 })
    expect((await run.ended).record.stopReason).toBe('flood')
  })

  it('is delivered in whole lines, in order, or counted; the text keeps its beginning and its end', async () => {
    const chunks: OutputChunk[] = []
    const { record, output, stdout } = await start(fixture('floods-errors-too'), { mode: 'script', args: [], stdin: '' }, {}, { output: (chunk) => chunks.push(chunk) }).ended
    expect(record).toMatchObject({ exitCode: 0, stopReason: null, output: { lines: 120_000 } })
    for (const stream of ['stdout', 'stderr'] as const) {
      let next = 0
      for (const { lines, skipped } of chunks.filter((chunk) => chunk.stream === stream)) {
        next += skipped
        for (const line of lines) expect(line).toBe(`${stream.slice(3)} ${next++}`)
      }
      expect(next).toBe(60_000)
    }
    expect(stdout).toBe(Array.from({ length: 60_000 }, (_, i) => `out ${i}\n`).join(''))
    expect(output.length).toBeLessThan(67_000)
    expect(output).toMatch(/^(out|err) 0\n/)
    expect(output).toMatch(new RegExp(`\n… ${record.output.skippedLines} lines skipped \\(\\d+ bytes\\) …\n`))
    expect(output).toMatch(/ 59999\n$/)
    expect(output.split('\n').length - 2 + record.output.skippedLines).toBe(120_000)
  })

  it('with a line of 10 MB has that line cut, and the others', async () => {
    const lines: string[] = []
    const { record } = await start(fixture('long-line'), { mode: 'script', args: [], stdin: '' }, { outputBytes: 20_000_000, rssMb: 800 }, { output: (chunk) => lines.push(...chunk.lines) }).ended
    expect(record).toMatchObject({ exitCode: 0, output: { lines: 3 } })
    expect(lines.map((line) => line.slice(-40))).toEqual(['before', expect.stringMatching(` … ${10 * 1024 * 1024 - 64 * 1024} bytes cut$`), 'after'])
  })

  it('that is no UTF-8 still is lines', async () => {
    const { stdout } = await script(fixture('invalid-utf8'))
    expect(stdout).toBe('a\ufffd\ufffdb\n\ufffd')
  })

  it('before a hang has arrived though the program was killed', async () => {
    const { stdout, record } = await script('console.log("last words"); for (;;);', [], { timeoutMs: 300 })
    expect(record.stopReason).toBe('timeout')
    expect(stdout).toBe('last words\n')
  })

  it('comes in the order it was printed, many small writes and large ones mixed', async () => {
    const source = `let n = 0
const print = () => { for (let i = 0; i < 500; i++) { if (i % 100 === 99) process.stdout.write(Buffer.from('n' + n++ + '\\n')); else console.log('n' + n++) } }
print(); setImmediate(print); setTimeout(print, 5)`
    const { stdout } = await script(source)
    expect(stdout).toBe(Array.from({ length: 1500 }, (_, i) => `n${i}\n`).join(''))
  })
})
