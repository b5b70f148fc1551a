import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CoreHealth } from '../../../lib/contract/stream.ts'
import { superviseCores } from '../../../lib/gate/supervise-cores.ts'
import { superviseCore, type Supervisor, type SupervisorOptions } from '../../../lib/gate/supervisor.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const fixture = fileURLToPath(new URL('../../fixtures/gate/stand-in-core.ts', import.meta.url))
const limits = { allowed: 2, periodMs: 60_000, firstDelayMs: 20, maxDelayMs: 40, downDelayMs: 60_000 }
const running: Supervisor[] = []

function supervise(mode: string, options: Partial<SupervisorOptions> & { file?: string } = {}) {
  const seen: CoreHealth[] = []
  const lines: string[] = []
  const strange: unknown[] = []
  const { file = '', ...rest } = options
  const silent = () => {}
  const supervisor = superviseCore({
    name: 'a',
    command: [process.execPath, fixture, mode, file],
    env: {}, cwd: process.cwd(), limits,
    log: { debug: silent, info: silent, error: silent, warn: (...said: unknown[]) => void strange.push(said) },
    onOutput: (frame) => void lines.push(...frame.batch.lines.map((line) => line.text)),
    onThought: (frame) => void lines.push(frame.batch.text),
    ...rest,
  })
  supervisor.onHealth((health) => void seen.push(health))
  running.push(supervisor)
  supervisor.start()
  const until = (state: CoreHealth['state']) => vi.waitFor(() => expect(supervisor.health().state).toBe(state), { timeout: 10_000, interval: 5 })
  return { supervisor, seen, lines, strange, until }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((supervisor) => supervisor.stop()))
})

describe('the supervisor', () => {
  it('brings a killed core back at once and says so meanwhile', async () => {
    const { supervisor, seen, until } = supervise('good')
    await until('up')
    const first = supervisor.health().pid ?? 0
    process.kill(first, 'SIGKILL')
    await vi.waitFor(() => expect(seen.some((health) => health.state === 'restarting')).toBe(true))
    await until('up')
    expect(supervisor.health().pid).not.toBe(first)
    expect(supervisor.health().restarts).toBe(1)
    expect(seen.find((health) => health.state === 'restarting')?.why).toContain('SIGKILL')
  })

  it('stops trying quickly when the budget is spent, and says when it tries next', async () => {
    const { supervisor, seen, until } = supervise('dies')
    await until('down')
    const health = supervisor.health()
    expect(health.why).toContain('exit code 7')
    expect(health.why).toContain('more than the 2 allowed')
    expect(health.retryAt).toBeGreaterThan(Date.now() + 30_000)
    expect(health.pid).toBeNull()
    expect(seen.filter((each) => each.state === 'up')).toHaveLength(limits.allowed + 1)
  })

  it('tries again when it is down, and comes up', async () => {
    const { until, seen } = supervise('dies', { limits: { ...limits, allowed: 0, downDelayMs: 30 } })
    await until('down')
    await vi.waitFor(() => expect(seen.filter((each) => each.state === 'up').length).toBeGreaterThan(2), { timeout: 10_000 })
  })

  it('kills a core that never gets ready', async () => {
    const { supervisor, until } = supervise('silent', { readyMs: 100, limits: { ...limits, allowed: 0 } })
    await until('down')
    expect(supervisor.health().why).toContain('not ready')
  })

  it('kills a core whose heart has stopped, and not one that beats', async () => {
    const hung = supervise('hangs', { silentMs: 600, limits: { ...limits, allowed: 0 } })
    const good = supervise('good', { silentMs: 600 })
    await hung.until('down')
    expect(hung.supervisor.health().why).toContain('heart has not beaten')
    expect(good.supervisor.health()).toMatchObject({ state: 'up', restarts: 0, role: 'active', epoch: 1, why: 'core a leads' })
  })

  it('tells of a core that stands by, and knows one that steps down from one that falls', async () => {
    const waiting = supervise('stands-by')
    await waiting.until('up')
    expect(waiting.supervisor.health()).toMatchObject({ role: 'standby', epoch: null, lagMs: 2, why: 'core a stands by' })
    const stepping = supervise('steps-down', { limits: { ...limits, allowed: 0 } })
    await vi.waitFor(() => expect(stepping.seen.filter(({ state }) => state === 'up').length).toBeGreaterThan(3), { timeout: 10_000 })
    expect(stepping.supervisor.health().restarts).toBe(0)
    expect(stepping.seen.find(({ state }) => state === 'restarting')?.why).toContain('another core leads')
  })

  it('says why a program that is not there cannot be started', async () => {
    const { supervisor, until } = supervise('good', { command: ['/nowhere/node'], limits: { ...limits, allowed: 0 } })
    await until('down')
    expect(supervisor.health().why).toContain('ENOENT')
  })

  it('survives rubbish on stdout and still reads the frames after it', async () => {
    const { lines, strange, until } = supervise('babbles')
    await until('up')
    expect(lines).toEqual(['é after the noise'])
    expect(strange).toHaveLength(5)
  })

  it('reads every frame of a flood, in order', async () => {
    const { lines } = supervise('floods')
    await vi.waitFor(() => expect(lines).toHaveLength(20_000), { timeout: 10_000 })
    expect(lines.every((text, index) => text === `line ${index}`)).toBe(true)
  })

  it('stops a core by SIGTERM, one that is deaf by SIGKILL, and starts no other', async () => {
    const file = join(temporaryFolder('gate'), 'seen')
    const good = supervise('good', { file })
    const deaf = supervise('deaf', { graceMs: 50 })
    await Promise.all([good.until('up'), deaf.until('up')])
    const pids = [good, deaf].map((each) => each.supervisor.health().pid ?? 0)
    await Promise.all([good.supervisor.stop(), deaf.supervisor.stop(), good.supervisor.stop()])
    expect(pids.map(isAlive)).toEqual([false, false])
    expect(readFileSync(file, 'utf8')).toMatch(/term|eof/)
    expect(good.supervisor.health()).toMatchObject({ state: 'down', pid: null, retryAt: null })
  })

  it('can be stopped while it waits to restart', async () => {
    const { supervisor, until, seen } = supervise('dies', { limits: { ...limits, firstDelayMs: 60_000, maxDelayMs: 60_000 } })
    await vi.waitFor(() => expect(seen.filter((each) => each.retryAt !== null)).toHaveLength(2), { timeout: 10_000 })
    await supervisor.stop()
    await until('down')
    expect(supervisor.health().retryAt).toBeNull()
  })

  it('leaves no core behind when the gate is killed', async () => {
    const script = `
      import { superviseCore } from ${JSON.stringify(fileURLToPath(new URL('../../../lib/gate/supervisor.ts', import.meta.url)))}
      const log = { debug() {}, info() {}, warn() {}, error() {} }
      const supervisor = superviseCore({ name: 'a', command: [process.execPath, ${JSON.stringify(fixture)}, 'good'], env: {}, cwd: '.', log, onOutput() {} })
      supervisor.onHealth((health) => { if (health.state === 'up') process.stdout.write(health.pid + '\\n') })
      supervisor.start()`
    const gate = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const pid = await new Promise<number>((resolve) => gate.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString()))))
    expect(isAlive(pid)).toBe(true)
    gate.kill('SIGKILL')
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 })
  })
})

describe('two cores', () => {
  it('are told of by name, and the second is started when the first leads', async () => {
    const silent = () => {}
    const started: string[] = []
    const cores = superviseCores(['a', 'b'], (name) => {
      started.push(name)
      return {
        name, command: [process.execPath, fixture, name === 'a' ? 'good' : 'stands-by'], env: {}, cwd: process.cwd(), limits,
        log: { debug: silent, info: silent, error: silent, warn: silent }, onOutput: silent, onThought: silent,
      }
    })
    const seen: string[] = []
    cores.onHealth((all) => void seen.push(all.map(({ name, state, role }) => `${name} ${role ?? state}`).join(', ')))
    try {
      cores.start()
      await vi.waitFor(() => expect(cores.health().map(({ name, role }) => [name, role])).toEqual([['a', 'active'], ['b', 'standby']]), { timeout: 10_000 })
      expect(seen.filter((each) => each === 'a starting, b standby')).toEqual([])
      expect(cores.health()).toBe(cores.health())
    } finally {
      await cores.stop()
    }
    expect(cores.health().map(({ state, role }) => [state, role])).toEqual([['down', null], ['down', null]])
  })
})
