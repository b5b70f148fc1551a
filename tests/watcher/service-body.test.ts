// One long-lived process, in the real sandbox.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { systemClock } from '../../lib/process/clock.ts'
import { openSandbox } from '../../lib/process/open-sandbox.ts'
import type { Body, PulseInput } from '../../lib/watcher/body.ts'
import { serviceBody } from '../../lib/watcher/service-body.ts'
import { serviceOrganism, serviceSource } from '../fixtures/fake-service.ts'

// Real processes and disks, on a machine that may be busy: a guard against hanging, no measure.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const sandbox = openSandbox({ tier: 1 })
const bodies: Body[] = []
afterEach(async () => { await Promise.all(bodies.splice(0).map((body) => body.stop())) })
afterAll(() => sandbox.close())

function open(changes: Parameters<typeof serviceOrganism>[0] = {}) {
  const organism = serviceOrganism(changes)
  const starts: { pid: number; port: number; genome: string }[] = []
  let deaths = 0
  let died = Promise.withResolvers<void>()
  const body = serviceBody({
    organism, sandbox, clock: systemClock, onOutput: () => undefined,
    onStart: (started) => starts.push(started),
    onDeath: () => { deaths += 1; died.resolve() },
  })
  bodies.push(body)
  const pulse = (path = '/double?n=3', rest: Partial<PulseInput> = {}) =>
    body.pulse({ genome: 'doubler.g0001', files: organism.files, task: { method: 'GET', path }, override: {}, ...rest })
  const nextDeath = async () => {
    await died.promise
    died = Promise.withResolvers()
  }
  return { body, pulse, starts, nextDeath, deaths: () => deaths }
}
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a pulse', () => {
  test('asks for health, then the task, of one process that lives on', async () => {
    const { body, pulse, starts, deaths } = open()
    const first = await pulse()
    expect(first).toMatchObject({ run: null, health: { ok: true, value: { status: 200, body: 'well' } }, outcome: { ok: true, value: { status: 200, body: { double: 6 } } }, output: '' })
    expect(first.workMs).toBe(first.outcome?.ms)
    await pulse('/double?n=4')
    expect(starts).toEqual([{ pid: body.pid(), port: body.port(), genome: 'doubler.g0001' }])
    expect(deaths()).toBe(0)
  })

  test('knows its own port from a stranger’s', async () => {
    const { pulse } = open()
    expect(['service', 'unknown']).toContain((await pulse()).portHolder)
  })

  test('a refusal is an answer', async () => {
    expect((await open().pulse('/bad')).outcome).toMatchObject({ ok: true, value: { status: 400, body: 'no' } })
  })

  test('added latency counts, and takes from the time that the request has', async () => {
    const { pulse, starts } = open()
    await pulse()
    const slowed = await pulse('/double?n=3', { override: { delayMs: 150 } })
    expect(slowed.outcome?.ms).toBeGreaterThanOrEqual(150)
    expect(slowed.workMs).toBe(slowed.outcome?.ms)
    expect(starts, 'no new process for it').toHaveLength(1)
  })

  test('a request that is not answered in time is told as such, and the process lives on', async () => {
    const { body, pulse } = open({ limits: { timeoutMs: 200 } })
    await pulse()
    const hung = await pulse('/hang')
    expect(hung).toMatchObject({ run: null, health: { ok: true }, outcome: { ok: false, failure: { code: 'ETIMEDOUT' } } })
    expect(isAlive(body.pid() ?? 0)).toBe(true)
  })
})

describe('a death', () => {
  test('in a request: the pulse has its record, and does not wait for a time limit', async () => {
    const { pulse, starts } = open({ limits: { timeoutMs: 60_000 } })
    await pulse()
    const facts = await pulse('/crash')
    expect(facts).toMatchObject({ outcome: null, health: null, run: { exitCode: 1, failure: { message: 'over' } } })
    expect((await pulse()).outcome, 'the next pulse starts anew').toMatchObject({ ok: true })
    expect(starts).toHaveLength(2)
  })

  test('between two pulses: it is reported at once, and the next pulse has its record', async () => {
    const { body, pulse, nextDeath, deaths } = open()
    await pulse()
    body.signal('SIGKILL')
    await nextDeath()
    expect(deaths()).toBe(1)
    expect((await pulse()).run).toMatchObject({ signal: 'SIGKILL', stopReason: null })
    expect((await pulse()).outcome).toMatchObject({ ok: true })
  })

  test('at the start: told at once, with what it said', async () => {
    const facts = await open({ source: 'console.log("hello")\nthrow new Error("no start")' }).pulse()
    expect(facts).toMatchObject({ run: { exitCode: 1, failure: { message: 'no start' } }, health: null })
    expect(facts.output).toContain('hello')
  })

  test('of a version that is no longer live is not held against the next one', async () => {
    const { body, pulse, nextDeath } = open()
    await pulse()
    body.signal('SIGKILL')
    await nextDeath()
    expect(await pulse('/double?n=3', { genome: 'doubler.g0002' })).toMatchObject({ run: null, outcome: { ok: true } })
  })
})

describe('a new process', () => {
  test.each<[string, Partial<PulseInput>]>([['for a new version', { genome: 'doubler.g0002' }], ['for another heap', { override: { heapMb: 32 } }]])('%s: the old one ends first, and nobody calls it a death', async (_why, change) => {
    const { body, pulse, starts, deaths } = open()
    await pulse()
    const [old] = starts
    expect(await pulse('/double?n=3', change)).toMatchObject({ run: null, outcome: { ok: true } })
    expect(starts).toHaveLength(2)
    expect(isAlive(old?.pid ?? 0)).toBe(false)
    expect(starts[1]?.port, 'on the same port').toBe(old?.port)
    expect(body.pid()).toBe(starts[1]?.pid)
    expect(deaths()).toBe(0)
  })

  test('after a restart, on another port where one is wanted', async () => {
    const { body, pulse, starts, deaths } = open()
    await pulse()
    await body.restart({ newPort: true })
    expect([body.pid(), body.port()]).toEqual([null, null])
    await pulse()
    expect(starts[1]?.pid).not.toBe(starts[0]?.pid)
    expect(deaths()).toBe(0)
  })

  test('gets the signal that came when there was none', async () => {
    const { body, pulse } = open()
    body.signal('SIGKILL')
    expect((await pulse()).run).toMatchObject({ signal: 'SIGKILL' })
    expect((await pulse()).outcome).toMatchObject({ ok: true })
  })
})

describe('a port that is taken', () => {
  test.each([['a service that lives on without it', 'server.on("error", () => setInterval(() => {}, 1000))'], ['one that dies of it', '']])('by a stranger who answers well: %s', async (_what, extra) => {
    const { body, pulse } = open({ source: serviceSource(extra) })
    await pulse()
    const port = body.port() ?? 0
    await body.restart({ newPort: false })
    const stranger = createServer((_request, response) => response.end('well')).listen(port, '127.0.0.1')
    await once(stranger, 'listening')
    try {
      const facts = await pulse()
      expect(facts.run?.failure?.code ?? facts.portHolder).toMatch(/^(EADDRINUSE|stranger)$/)
      expect(stranger.listening, 'the stranger is left alone').toBe(true)
    } finally {
      stranger.closeAllConnections()
      stranger.close()
    }
    await body.restart({ newPort: true })
    expect(await pulse()).toMatchObject({ run: null, outcome: { ok: true } })
    expect(body.port()).not.toBe(port)
  })
})

describe('a frozen process', () => {
  test('does not answer, and is ended all the same', async () => {
    const { body, pulse, starts } = open({ limits: { timeoutMs: 200 } })
    await pulse()
    body.signal('SIGSTOP')
    expect(await pulse()).toMatchObject({ run: null, health: { ok: false, failure: { code: 'ETIMEDOUT' } }, outcome: null })
    await body.restart({ newPort: false })
    expect(isAlive(starts[0]?.pid ?? 0)).toBe(false)
  })
})

describe('stop', () => {
  test('ends the process, tells no death, and twice is harmless', async () => {
    const { body, pulse, starts, deaths } = open()
    await pulse()
    await Promise.all([body.stop(), body.stop()])
    expect(isAlive(starts[0]?.pid ?? 0)).toBe(false)
    expect(deaths()).toBe(0)
  })

  test('while the first process is being started leaves none behind', async () => {
    const { body, pulse, starts } = open()
    const first = pulse()
    await body.stop()
    expect((await first).run).toMatchObject({ stopReason: 'stopped' })
    expect(starts.filter(({ pid }) => isAlive(pid))).toEqual([])
  })
})
