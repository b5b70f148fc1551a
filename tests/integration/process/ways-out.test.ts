import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../../lib/contract/run.ts'
import { eventually, fixture, isAlive, openBench, tiers } from './setting.ts'

type Expected = Partial<Omit<RunRecord, 'failure'>> & { failure?: object | null }

const ways: [string, Expected][] = [
  ['quietly', { exitCode: 0, signal: null, failure: null }],
  ['three', { exitCode: 3, signal: null, failure: null }],
  ['exit code', { exitCode: 4, failure: null }],
  ['throw', { exitCode: 1, failure: { phase: 'uncaught', name: 'TypeError', message: 'thrown later' } }],
  ['throw at once', { exitCode: 1, failure: { phase: 'load', name: 'RangeError', message: 'thrown at once' } }],
  ['throw null', { failure: { phase: 'uncaught', message: 'null was thrown' } }],
  ['throw undefined', { failure: { phase: 'uncaught', message: 'undefined was thrown' } }],
  ['reject', { exitCode: 1, failure: { phase: 'rejection', name: 'Error', message: 'nobody caught this' } }],
  ['sigkill', { exitCode: null, signal: 'SIGKILL', failure: null }],
  ['sigterm', { exitCode: null, signal: 'SIGTERM', failure: null }],
  ['abort', { exitCode: null, signal: 'SIGABRT', stopReason: null }],
  ['exit 137', { exitCode: 137, signal: null, failure: null }],
  ['catches its own', { exitCode: 0, failure: null }],
]

describe.each(tiers)('a program that ends, in tier %i', (tier) => {
  const { perform, script, start } = openBench(tier)

  it.each(ways)('%s', async (way, expected) => {
    const { record } = await script(fixture('each-way-out'), [way])
    expect(record).toMatchObject(expected)
    expect(record.pid).toBeGreaterThan(0)
    expect(isAlive(record.pid)).toBe(false)
  })

  it('by process.exit after much was printed: nothing of it is lost', async () => {
    const { record, stdout } = await script(fixture('each-way-out'), ['prints and exits'])
    expect(stdout).toBe(`${'x'.repeat(300_000)}\n`)
    expect(record).toMatchObject({ exitCode: 0, output: { bytes: 300_001, lines: 1 } })
  })

  it('by process.exit in the middle of a task: earlier answers are kept, and where it was is known', async () => {
    const { record, results } = await perform('exports.perform = (n) => {\n  if (n === 3) process.exit(0)\n  return n\n}', [1, 2, 3, 4])
    expect(results.map((result) => result.ok && result.value)).toEqual([1, 2])
    expect(record).toMatchObject({ exitCode: 0, signal: null, failure: { phase: 'perform', name: 'ExitError' } })
    expect(record.failure?.stack).toMatch('organism/main.js:2:')
  })

  it('by a stack overflow in a task, and goes on with the next', async () => {
    const { record, results } = await perform(fixture('stack-overflow'), [0, 0])
    expect(results).toMatchObject([{ ok: false, failure: { phase: 'perform', name: 'RangeError' } }, { ok: false }])
    expect(record.exitCode).toBe(0)
  })

  it('because the heap is full: over memory', async () => {
    const { record, results } = await perform(fixture('eats-heap'), [1])
    expect(record).toMatchObject({ stopReason: 'memory', signal: 'SIGABRT', exitCode: null })
    expect(results).toEqual([])
  })

  it('because it holds too many Buffers: over memory', async () => {
    const { record } = await perform(fixture('eats-buffers'), [1], { rssMb: 200 })
    expect(record.stopReason).toBe('memory')
    expect(record.peakRssMb).toBeGreaterThan(200)
  })

  it('because it never does: timeout', async () => {
    const { record, results } = await perform(fixture('forever'), [1], { timeoutMs: 300 })
    expect(record).toMatchObject({ stopReason: 'timeout', signal: 'SIGTERM', exitCode: null })
    expect(record.wallMs).toBeGreaterThan(300)
    expect(results).toEqual([])
    expect(isAlive(record.pid)).toBe(false)
  })

  it('because it uses up its CPU time: timeout', async () => {
    const { record } = await perform(fixture('forever'), [1], { cpuSeconds: 0.2, timeoutMs: 60_000 })
    expect(record.stopReason).toBe('timeout')
    expect(record.cpuMs).toBeGreaterThan(200)
  })

  it.each([['while it is loaded', 'for (;;);'], ['at its very end', "process.on('exit', () => { for (;;); }); exports.perform = () => 1"]])('because it hangs %s: timeout', async (_when, source) => {
    expect((await perform(source, [1], { timeoutMs: 300 })).record.stopReason).toBe('timeout')
  })

  it('when it is told to, though it ignores SIGTERM; told twice, the first reason counts', async () => {
    let here: () => void = () => undefined
    const printed = new Promise<void>((resolve) => (here = resolve))
    const run = start(fixture('ignores-sigterm'), { mode: 'service', port: 0 }, {}, { output: () => here() })
    await printed
    const [first, second] = await Promise.all([run.stop('stopped'), run.stop('timeout')])
    expect(second).toBe(first)
    expect(first.record).toMatchObject({ stopReason: 'stopped', signal: 'SIGKILL', exitCode: null })
    expect(first.stdout).toBe('here to stay\nasked to go\n')
    expect(run.signal('SIGTERM')).toBe(false)
    expect(isAlive(first.record.pid)).toBe(false)
  })

  it('when it is told to before it has begun', async () => {
    const { record } = await start('exports.perform = () => 1', { mode: 'perform', tasks: [1] }).stop('stopped')
    expect(record).toMatchObject({ stopReason: 'stopped', failure: null })
  })

  it('though it is frozen by SIGSTOP', async () => {
    const run = start('setInterval(() => 0, 1000)', { mode: 'service', port: 0 }, {}, { started: () => void run.signal('SIGSTOP') })
    await eventually(() => run.pid()).not.toBeNull()
    expect((await run.stop('stopped')).record.signal).toBe('SIGKILL')
  })
})
