import { expect, it } from 'vitest'
import type { OutputChunk, Run, RunEnd } from '../../lib/contract/ports/sandbox.ts'
import type { RunRecord } from '../../lib/contract/run.ts'
import { watchedBody } from '../../lib/watcher/watched-body.ts'
import type { PulseFacts } from '../../lib/watcher/body.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'

const root = '/home/me/a project'

/** Processes that end when they are told to. */
function bench() {
  const clock = new FakeClock()
  const told: string[] = []
  const runs: { key: string; say: (...lines: string[]) => void; end: (rest?: Partial<RunRecord>, output?: string) => Promise<void> }[] = []
  const body = watchedBody({
    root, clock,
    onOutput: ({ lines }) => told.push(...lines),
    onDeath: () => told.push('death'),
    onDone: () => told.push('done'),
    launch(files, override, onOutput): Run {
      const { promise: ended, resolve } = Promise.withResolvers<RunEnd>()
      const started = clock.mono()
      let isOver = false
      const end = async (rest: Partial<RunRecord> = {}, output = ''): Promise<void> => {
        isOver = true
        const record: RunRecord = {
          pid: 1, startedAt: 0, wallMs: clock.mono() - started, firstOutputMs: null, cpuMs: null, peakRssMb: null, exitCode: 0, signal: null, stopReason: null,
          failure: null, output: { lines: 0, bytes: 0, skippedLines: 0 }, tier: 0, network: 'open', refusedLimits: [], ...rest,
        }
        resolve({ record, results: [], stdout: '', output })
        await ended
      }
      const chunk = (lines: string[]): OutputChunk => ({ stream: 'stdout', lines, skipped: 0 })
      runs.push({ key: `${files['a.js']} ${override.heapMb ?? ''}`, say: (...lines) => onOutput(chunk(lines)), end })
      return { pid: () => (isOver ? null : 1), signal: () => true, ended, stop: async (reason) => { await end({ exitCode: null, signal: 'SIGTERM', stopReason: reason }); return ended } }
    },
  })
  const pulse = (genome = 'a.g0001', override = {}): Promise<PulseFacts> => body.pulse({ genome, files: { 'a.js': genome }, task: null, override })
  return { clock, told, runs, body, pulse }
}

/** A pulse of a new process that goes on living. */
async function settled({ clock, pulse }: ReturnType<typeof bench>, ms: number, genome?: string): Promise<PulseFacts> {
  const looked = pulse(genome)
  await clock.advance(ms)
  return looked
}

it('looks at a new process when it has lived for three seconds, and then without waiting', async () => {
  const lab = bench()
  let isOver = false
  const looked = lab.pulse().then((facts) => { isOver = true; return facts })
  await lab.clock.advance(2_999)
  expect(isOver).toBe(false)
  await lab.clock.advance(1)
  expect(await looked).toMatchObject({ run: null, outcome: null })
  expect(await lab.pulse()).toMatchObject({ run: null, workMs: 0 })
  expect(lab.runs, 'one process').toHaveLength(1)
})

it('gives what is printed once: with the look that comes after it', async () => {
  const lab = bench()
  const looked = lab.pulse()
  await lab.clock.advance(1)
  lab.runs[0]?.say('one', 'two')
  await lab.clock.advance(3_000)
  expect((await looked).output).toBe('one\ntwo\n')
  expect((await lab.pulse()).output).toBe('')
  lab.runs[0]?.say('three')
  await lab.runs[0]?.end({ exitCode: 1 })
  expect((await lab.pulse()).output).toBe('three\n')
  expect(lab.told).toEqual(['one', 'two', 'three', 'death'])
})

it('says that it has ended well, and only then', async () => {
  const lab = bench()
  const first = lab.pulse()
  await lab.clock.advance(1)
  await lab.runs[0]?.end({ exitCode: 3 })
  expect(await first).toMatchObject({ run: { exitCode: 3 }, outcome: { ok: true, value: { exitCode: 3 } } })
  expect(lab.told).not.toContain('done')
  const second = lab.pulse()
  await lab.clock.advance(1)
  await lab.runs[1]?.end()
  expect(await second).toMatchObject({ run: { exitCode: 0 } })
  expect(lab.told.filter((word) => word === 'done')).toHaveLength(1)
})

it('finds the failure in what it printed, with places in the names of the genome', async () => {
  const lab = bench()
  const looked = lab.pulse()
  await lab.clock.advance(1)
  const stack = `TypeError: no\n    at f (file:///home/me/a%20project/lib/b.js:3:9)\n    at Object.<anonymous> (${root}/a.js:1:2)\n    at node:internal/x:1:1\n`
  await lab.runs[0]?.end({ exitCode: 1 }, `${root}/lib/b.js:3\n${stack}`)
  expect((await looked).run?.failure).toMatchObject({ name: 'TypeError', message: 'no', stack: expect.stringMatching(/organism\/lib\/b\.js:3:9\)[^]*organism\/a\.js:1:2\)/) })
})

it('gives the next process a quarter longer than the last one had lived, a minute at most', async () => {
  const lab = bench()
  await settled(lab, 3_000)
  await lab.clock.advance(17_000)
  await lab.runs[0]?.end({ exitCode: 1 })
  expect((await lab.pulse()).run).not.toBeNull()
  let isOver = false
  const next = lab.pulse().then(() => { isOver = true })
  await lab.clock.advance(24_999)
  expect(isOver).toBe(false)
  await lab.clock.advance(1)
  await next
  await lab.clock.advance(3_600_000)
  await lab.runs[1]?.end({ exitCode: 1 })
  await lab.pulse()
  await settled(lab, 60_000)
})

it('starts anew for another version and for another heap, and tells of no death that it brought about', async () => {
  const lab = bench()
  await settled(lab, 3_000)
  await settled(lab, 3_000, 'a.g0002')
  const looked = lab.pulse('a.g0002', { heapMb: 50 })
  await lab.clock.advance(3_000)
  await looked
  expect(lab.runs.map(({ key }) => key)).toEqual(['a.g0001 ', 'a.g0002 ', 'a.g0002 50'])
  await lab.body.restart({ newPort: false })
  await lab.body.stop()
  expect(lab.told).toEqual([])
})
