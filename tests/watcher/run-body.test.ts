import pLimit from 'p-limit'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Organism } from '../../lib/contract/spec.ts'
import type { Run, RunEnd, RunRequest, Sandbox } from '../../lib/contract/ports/sandbox.ts'
import { openSandbox } from '../../lib/process/open-sandbox.ts'
import type { PulseInput } from '../../lib/watcher/body.ts'
import { runBody } from '../../lib/watcher/run-body.ts'
import { runRecord } from '../fixtures/fake-body.ts'
import { doubler } from '../fixtures/fake-organism.ts'

// Real processes and disks, on a machine that may be busy: a guard against hanging, no measure.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const sandbox = openSandbox({ tier: 1 })
afterAll(() => sandbox.close())

const input = (organism: Organism, changes: Partial<PulseInput> = {}): PulseInput => ({ genome: 'doubler.g0001', files: organism.files, task: 3, override: {}, ...changes })

describe('with the real sandbox', () => {
  test('a task: its answer, its record, what it printed', async () => {
    const organism = doubler({ source: 'export const perform = (n) => { console.log("got", n); return 2 * n }' })
    const lines: string[] = []
    const body = runBody({ organism, sandbox, onOutput: (chunk) => lines.push(...chunk.lines) })
    const facts = await body.pulse(input(organism))
    expect(facts).toMatchObject({ outcome: { ok: true, value: 6 }, output: 'got 3\n', health: null, run: { exitCode: 0, failure: null } })
    expect(facts.workMs).toBe(facts.outcome?.ms)
    expect(lines).toEqual(['got 3'])
    expect(body.pid()).toBeNull()
  })

  test('a script: its output and exit code', async () => {
    const organism = doubler({ manifest: { kind: 'script' }, source: 'process.stdin.on("data", (text) => { process.stdout.write(String(text).toUpperCase() + process.argv[2]); process.exitCode = 4 })' })
    const body = runBody({ organism, sandbox, onOutput: () => undefined })
    expect((await body.pulse(input(organism, { task: { args: ['!'], stdin: 'hello' } }))).outcome).toMatchObject({ ok: true, value: { stdout: 'HELLO!', exitCode: 4 } })
  })

  test.each([['a spare that waits', true], ['a cold start', false]])('a signal between two pulses hits the next one, and only that one: %s', async (_how, isWarm) => {
    const organism = doubler({ source: 'export const perform = (n) => new Promise((resolve) => setTimeout(() => resolve(2 * n), 60))' })
    const body = runBody({ organism, sandbox, onOutput: () => undefined })
    if (isWarm) {
      sandbox.warm({ heapMb: organism.spec.limits.heapMb, network: 'none' }, 1)
      await body.pulse(input(organism))
    }
    body.signal('SIGKILL')
    expect((await body.pulse(input(organism))).run).toMatchObject({ signal: 'SIGKILL' })
    expect((await body.pulse(input(organism))).outcome).toMatchObject({ ok: true, value: 6 })
  })

  test('a signal in a pulse hits that one', async () => {
    const organism = doubler({ source: 'export const perform = () => new Promise(() => { console.log("here"); setInterval(() => {}, 1000) })' })
    const body = runBody({ organism, sandbox, onOutput: () => body.signal('SIGKILL') })
    expect((await body.pulse(input(organism))).run).toMatchObject({ signal: 'SIGKILL', stopReason: null })
  })

  test('stop ends the pulse that runs', async () => {
    const organism = doubler({ source: 'export const perform = () => new Promise(() => { console.log("here"); setInterval(() => {}, 1000) })' })
    const body = runBody({ organism, sandbox, onOutput: () => void body.stop() })
    expect((await body.pulse(input(organism))).run).toMatchObject({ stopReason: 'stopped' })
    await body.stop()
  })
})

/** A sandbox whose program has begun before `start` returns, as it has with a spare that waits. */
function instantSandbox(): { sandbox: Sandbox; requests: RunRequest[]; signals: string[] } {
  const requests: RunRequest[] = []
  const signals: string[] = []
  const end: RunEnd = { record: runRecord(), results: [{ ok: true, value: 6, ms: 2 }], stdout: '', output: '' }
  return { requests, signals, sandbox: {
    tier: 1, warm: () => undefined, close: async () => undefined,
    start(request, listener) {
      requests.push(request)
      let isOver = false
      const run: Run = {
        pid: () => 7, stop: async () => end, ended: new Promise((resolve) => setImmediate(() => { isOver = true; resolve(end) })),
        signal: (signal) => !isOver && signals.push(signal) > 0,
      }
      listener?.started?.(7)
      return run
    },
  } }
}

test('a signal that waits is sent to a program that has begun at once', async () => {
  const { sandbox: instant, signals } = instantSandbox()
  const organism = doubler()
  const body = runBody({ organism, sandbox: instant, onOutput: () => undefined })
  body.signal('SIGSTOP')
  await body.pulse(input(organism))
  await body.pulse(input(organism))
  expect(signals).toEqual(['SIGSTOP'])
})

test('what a fault changes about the launch, and the state, reach the process', async () => {
  const { sandbox: instant, requests } = instantSandbox()
  const organism = doubler()
  const body = runBody({ organism, sandbox: instant, onOutput: () => undefined })
  await body.pulse(input(organism))
  await body.pulse(input(organism, { override: { heapMb: 16, delayMs: 100 }, state: { sum: 1 } }))
  expect(requests[0]).toMatchObject({ limits: { heapMb: 64 }, network: 'none', work: { mode: 'perform', tasks: [3] } })
  expect(requests[0]?.work).not.toHaveProperty('delayMs')
  expect(requests[1]).toMatchObject({ limits: { heapMb: 16 }, work: { delayMs: 100 } })
  expect(JSON.stringify(requests[1]?.work)).toContain('{"sum":1}')
})

/** A sandbox whose programs begin, and end, when they are told to. */
function slowSandbox() {
  const end: RunEnd = { record: runRecord(), results: [{ ok: true, value: 6, ms: 2 }], stdout: '', output: '' }
  const booting: { begin: () => void; end: () => void }[] = []
  const sandbox: Sandbox = {
    tier: 1, warm: () => undefined, close: async () => undefined,
    start(_request, listener) {
      const ended = Promise.withResolvers<RunEnd>()
      booting.push({ begin: () => listener?.started?.(7), end: () => ended.resolve(end) })
      return { pid: () => 7, signal: () => true, stop: async () => (ended.resolve(end), end), ended: ended.promise }
    },
  }
  return { sandbox, booting }
}

test('so many boot at a time; the next one may when one has begun, or has ended without', async () => {
  const { sandbox: slow, booting } = slowSandbox()
  const organism = doubler()
  const boots = pLimit(2)
  const pulses = Array.from({ length: 5 }, () => runBody({ organism, sandbox: slow, onOutput: () => undefined, boots }).pulse(input(organism)))
  await vi.waitFor(() => expect(booting).toHaveLength(2))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(booting).toHaveLength(2)
  booting[0]?.begin()
  await vi.waitFor(() => expect(booting).toHaveLength(3))
  booting[1]?.end()
  await vi.waitFor(() => expect(booting).toHaveLength(4))
  booting[2]?.begin()
  await vi.waitFor(() => expect(booting).toHaveLength(5))
  for (const each of booting) each.end()
  expect((await Promise.all(pulses)).map(({ outcome }) => outcome)).toEqual(Array(5).fill({ ok: true, value: 6, ms: 2 }))
})

test('who is ended while it waits for its turn never begins', async () => {
  const { sandbox: slow, booting } = slowSandbox()
  const organism = doubler()
  const boots = pLimit(1)
  const [first, second] = Array.from({ length: 2 }, () => runBody({ organism, sandbox: slow, onOutput: () => undefined, boots }))
  const begun = first?.pulse(input(organism))
  const waits = second?.pulse(input(organism))
  await vi.waitFor(() => expect(booting).toHaveLength(1))
  await second?.stop()
  booting[0]?.end()
  await begun
  await expect(waits).rejects.toThrow('it was ended before it had begun')
  expect(booting).toHaveLength(1)
})
