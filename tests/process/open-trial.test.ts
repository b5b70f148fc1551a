// Files that need not be live, tried in the real sandbox.
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Run, Sandbox } from '../../lib/contract/ports/sandbox.ts'
import type { TrialCase } from '../../lib/contract/ports/trial.ts'
import type { Organism } from '../../lib/contract/spec.ts'
import { systemClock } from '../../lib/process/clock.ts'
import { openSandbox } from '../../lib/process/open-sandbox.ts'
import { openTrial } from '../../lib/process/open-trial.ts'
import { doubler } from '../fixtures/fake-organism.ts'
import { serviceOrganism, serviceSource } from '../fixtures/fake-service.ts'

// Real processes and disks, on a machine that may be busy: a guard against hanging, no measure.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const sandbox = openSandbox({ tier: 1 })
afterAll(() => sandbox.close())

/** The same sandbox, telling what was started and what still runs. */
function watched(): { sandbox: Sandbox; runs: Run[] } {
  const runs: Run[] = []
  return { runs, sandbox: { ...sandbox, start: (request, listener) => {
    const run = sandbox.start(request, listener)
    runs.push(run)
    return run
  } } }
}
const attempt = async (organism: Organism, cases: TrialCase[]) => {
  const { sandbox: seen, runs } = watched()
  const end = await openTrial({ sandbox: seen, clock: systemClock })({ organism, files: organism.files, cases })
  return { ...end, runs }
}

describe('a task', () => {
  test('answers all cases in one process, good and bad in their order', async () => {
    const { results, record, runs } = await attempt(doubler(), [{ task: 3 }, { task: -1 }, { task: 4 }])
    expect(results).toMatchObject([{ ok: true, value: 6 }, { ok: false, failure: { name: 'RangeError', message: 'too small' } }, { ok: true, value: 8 }])
    expect(record).toMatchObject({ exitCode: 0, stopReason: null })
    expect(runs).toHaveLength(1)
  })

  test('with state: each case has its own, or the first', async () => {
    const organism = doubler({ spec: { initialState: { sum: 0 } }, source: 'export const perform = (n, state) => ({ result: state.sum + n, state: { sum: state.sum + n } })' })
    const { results } = await attempt(organism, [{ task: 3, state: { sum: 10 } }, { task: 3 }, { task: 4, state: { sum: 1 } }])
    expect(results).toMatchObject([{ value: 13, state: { sum: 13 } }, { value: 3, state: { sum: 3 } }, { value: 5, state: { sum: 5 } }])
  })

  test('that dies in the middle: what was answered counts, the rest is null, and the record says why', async () => {
    const organism = doubler({ source: 'export const perform = (n) => { if (n === 4) process.exit(7); return 2 * n }' })
    const { results, record } = await attempt(organism, [{ task: 3 }, { task: 4 }, { task: 5 }])
    expect(results).toMatchObject([{ ok: true, value: 6 }, null, null])
    expect(record.exitCode).toBe(7)
  })

  test('that never ends is stopped by its limit', async () => {
    const { results, record } = await attempt(doubler({ source: 'export const perform = () => { for (;;); }', spec: { limits: { timeoutMs: 150, heapMb: 64, rssMb: 256, cpuSeconds: 10, outputBytes: 1000 } } }), [{ task: 3 }])
    expect(results).toEqual([null])
    expect(record.stopReason).toBe('timeout')
  })

  test('that does not parse is a record, not a rejection', async () => {
    const { results, record } = await attempt(doubler({ source: 'export const perform = (' }), [{ task: 3 }, { task: 4 }])
    expect(results).toEqual([null, null])
    expect(record.failure).toMatchObject({ phase: 'parse', name: 'SyntaxError' })
  })
})

describe('a script', () => {
  const script = (source: string): Organism => doubler({ manifest: { kind: 'script' }, source })

  test('runs once a case', async () => {
    const { results, runs } = await attempt(
      script('console.log(process.argv.slice(2).join("+")); if (process.argv[2] === "b") process.exitCode = 3'),
      [{ task: { args: ['a', 'x'], stdin: '' } }, { task: { args: ['b'], stdin: '' } }],
    )
    expect(results).toMatchObject([{ ok: true, value: { stdout: 'a+x\n', exitCode: 0 } }, { ok: true, value: { stdout: 'b\n', exitCode: 3 } }])
    expect(runs).toHaveLength(2)
  })

  test('that throws has failed and says how', async () => {
    expect((await attempt(script('throw new TypeError("no")'), [{ task: { args: [], stdin: '' } }])).results).toMatchObject([{ ok: false, failure: { name: 'TypeError', message: 'no' } }])
  })

  test('that is killed answers nothing, and what follows costs no time', async () => {
    const { results, record, runs } = await attempt(script('process.kill(process.pid, "SIGKILL")'), Array.from({ length: 8 }, () => ({ task: { args: [], stdin: '' } })))
    expect(results).toEqual(Array(8).fill(null))
    expect(record.signal).toBe('SIGKILL')
    expect(runs.length).toBeLessThan(8)
  })
})

describe('a service', () => {
  const request = (path: string): TrialCase => ({ task: { method: 'GET', path } })

  test('is asked on a port of its own, and ended', async () => {
    const { results, runs, record } = await attempt(serviceOrganism(), [request('/double?n=3'), request('/bad')])
    expect(results).toMatchObject([{ ok: true, value: { status: 200, body: { double: 6 } } }, { ok: true, value: { status: 400 } }])
    expect(record).toMatchObject({ stopReason: 'stopped', network: 'loopback' })
    expect(runs).toHaveLength(1)
  })

  test('that dies of a request leaves the rest unanswered', async () => {
    const { results, record } = await attempt(serviceOrganism(), [request('/double?n=3'), request('/crash'), request('/double?n=3')])
    expect(results[0]).toMatchObject({ ok: true })
    expect(results[1]?.ok).not.toBe(true)
    expect(results[2]?.ok).not.toBe(true)
    expect(record.failure?.message).toBe('over')
  })

  test('that does not start answers nothing, and says why without waiting', async () => {
    const { results, record } = await attempt(serviceOrganism({ source: 'throw new Error("no start")' }), [request('/')])
    expect(results).toEqual([null])
    expect(record.failure?.message).toBe('no start')
  })

  test('that never listens is given up, and ended', async () => {
    let mono = 0
    const clock = { ...systemClock, mono: () => (mono += 400) }
    const { sandbox: seen, runs } = watched()
    const organism = serviceOrganism({ source: serviceSource().replace(/^server\.listen.*$/m, 'setInterval(() => {}, 1000)') })
    const end = await openTrial({ sandbox: seen, clock })({ organism, files: organism.files, cases: [request('/')] })
    expect(end).toMatchObject({ results: [null], record: { stopReason: 'stopped' } })
    expect(runs).toHaveLength(1)
  })
})

test('no case at all is a mistake of the caller', async () => {
  await expect(attempt(doubler({ manifest: { kind: 'script' } }), [])).rejects.toThrow(RangeError)
})
