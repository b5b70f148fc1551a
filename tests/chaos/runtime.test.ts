import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { faults, findFault } from '../../lib/chaos/faults.ts'
import { seededRandom } from '../../lib/chaos/random.ts'
import { FaultUnfitError } from '../../lib/contract/errors.ts'
import type { LaunchOverride, RuntimeFault, RuntimeTarget } from '../../lib/contract/fault.ts'

const byId = (id: string) => findFault(id) as RuntimeFault
const choice = (intensity: number) => ({ random: seededRandom(1), intensity })

/** A target that writes down what is done to it. */
function fakeTarget(given: Partial<RuntimeTarget> = {}) {
  const calls: string[] = []
  const target: RuntimeTarget = {
    pid: () => 4242,
    signal: (signal) => void calls.push(signal),
    override: (change: LaunchOverride) => {
      calls.push(JSON.stringify(change))
      let isOn = true
      return () => {
        if (isOn) calls.push('taken back')
        isOn = false
      }
    },
    port: null,
    ...given,
  }
  return { target, calls }
}

/** Waits for what will be so; the test's own time limit is the guard. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!await isSo()) await sleep(5)
}

afterEach(() => void vi.useRealTimers())

test('every runtime fault says how it is taken back', () => {
  for (const fault of faults) if (fault.class === 'runtime') expect(fault.undo.length).toBeGreaterThan(10)
})

describe('sigkill', () => {
  test('kills once at intensity 1', async () => {
    vi.useFakeTimers()
    const { target, calls } = fakeTarget()
    const undo = await byId('sigkill').inject(target, choice(1))
    vi.advanceTimersByTime(60_000)
    await undo()
    expect(calls).toEqual(['SIGKILL'])
  })

  test('kills again each second, until it is taken back', async () => {
    vi.useFakeTimers()
    const { target, calls } = fakeTarget()
    const undo = await byId('sigkill').inject(target, choice(5))
    vi.advanceTimersByTime(2500)
    expect(calls).toHaveLength(3)
    await undo()
    await undo()
    vi.advanceTimersByTime(60_000)
    expect(calls).toHaveLength(3)
  })
})

describe('sigstop', () => {
  test('thaws by itself after a while', async () => {
    vi.useFakeTimers()
    const { target, calls } = fakeTarget()
    const undo = await byId('sigstop').inject(target, choice(2))
    vi.advanceTimersByTime(4999)
    expect(calls).toEqual(['SIGSTOP'])
    vi.advanceTimersByTime(1)
    await undo()
    expect(calls).toEqual(['SIGSTOP', 'SIGCONT'])
  })

  test('at intensity 5 stays frozen until it is taken back, once', async () => {
    vi.useFakeTimers()
    const { target, calls } = fakeTarget()
    const undo = await byId('sigstop').inject(target, choice(5))
    vi.advanceTimersByTime(3_600_000)
    expect(calls).toEqual(['SIGSTOP'])
    await undo()
    await undo()
    expect(calls).toEqual(['SIGSTOP', 'SIGCONT'])
  })
})

test.each([
  ['memory-squeeze', 1, '{"heapMb":32}'],
  ['memory-squeeze', 5, '{"heapMb":4}'],
  ['added-latency', 1, '{"delayMs":100}'],
  ['added-latency', 4, '{"delayMs":3000}'],
])('%s at intensity %i launches with %s, and takes it back once', async (id, intensity, change) => {
  const { target, calls } = fakeTarget()
  const undo = await byId(id).inject(target, choice(intensity))
  expect(calls).toEqual([change])
  await undo()
  await undo()
  expect(calls).toEqual([change, 'taken back'])
})

describe('cpu-burn', () => {
  const childrenOf = (pid: number) =>
    readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).filter((entry) => {
      try {
        return readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] === String(pid)
      } catch {
        return false
      }
    }).map(Number)
  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0)
      return true
    } catch {
      return false
    }
  }
  const cpuTicks = (pid: number) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return Number(fields[11]) + Number(fields[12])
  }

  test.runIf(process.platform === 'linux')('keeps the processor busy with threads of one process, and leaves nothing behind', async () => {
    const { target, calls } = fakeTarget()
    const before = childrenOf(process.pid)
    const undo = await byId('cpu-burn').inject(target, choice(1))
    const [burner = 0, ...others] = childrenOf(process.pid).filter((pid) => !before.includes(pid))
    expect(others).toEqual([])
    await until(() => readdirSync(`/proc/${burner}/task`).length > availableParallelism())
    const ticks = cpuTicks(burner)
    await until(() => cpuTicks(burner) > ticks + 10)
    await undo()
    expect(isAlive(burner)).toBe(false)
    await undo()
    expect(calls).toEqual([])
  })

  test.runIf(process.platform === 'linux')('dies with a parent that is killed', async () => {
    const parent = spawn(process.execPath, ['-e', `
      import('${new URL('../../lib/chaos/runtime/cpu-burn.ts', import.meta.url).href}')
        .then(({ cpuBurn }) => cpuBurn.inject({}, { random: Math.random, intensity: 1 }))
        .then(() => { console.log('burning'); setInterval(() => {}, 1000) })`], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(parent.stdout, 'data')
    const [burner = 0] = childrenOf(parent.pid ?? 0)
    expect(isAlive(burner)).toBe(true)
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    await until(() => !isAlive(burner))
  })
})

describe('stolen-port', () => {
  const listening = 'require("node:net").createServer().listen(Number(process.argv[1]), "0.0.0.0", () => console.log("up"))'
  const start = async (port: number) => {
    const child = spawn(process.execPath, ['-e', listening, String(port)], { stdio: ['ignore', 'pipe', 'pipe'] })
    const exited = once(child, 'exit')
    const said = await Promise.race([once(child.stdout, 'data'), exited])
    const isUp = String(said[0]).startsWith('up')
    return { child, exited, isUp }
  }
  const freePort = async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    server.close()
    await once(server, 'close')
    return port
  }

  test('kills the service and sits on its port until it is given back', async () => {
    const port = await freePort()
    const service = await start(port)
    expect(service.isUp).toBe(true)
    let pid: number | null = service.child.pid ?? null
    void service.exited.then(() => (pid = null))
    const undo = await byId('stolen-port').inject({ ...fakeTarget().target, port, pid: () => pid, signal: (signal) => void service.child.kill(signal) }, choice(5))
    expect((await service.exited)[1]).toBe('SIGKILL')
    expect((await start(port)).isUp).toBe(false)

    // Who asks is not kept waiting.
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    await once(socket, 'close')

    await Promise.all([undo(), undo()])
    await undo()
    const after = await start(port)
    expect(after.isUp).toBe(true)
    after.child.kill('SIGKILL')
    await after.exited
  })

  test('is faster than a service that comes straight back, or ends that too', async () => {
    const port = await freePort()
    let current = await start(port)
    const killed: number[] = []
    let comesBack = true
    const restarts: Promise<void>[] = []
    const target = {
      ...fakeTarget().target, port,
      pid: () => current.child.pid ?? null,
      signal: () => {
        const { child, exited } = current
        killed.push(child.pid ?? 0)
        child.kill('SIGKILL')
        restarts.push(exited.then(async () => { if (comesBack) current = await start(port) }))
      },
    }
    const undo = await byId('stolen-port').inject(target, choice(5))
    comesBack = false
    expect(killed.length).toBeGreaterThanOrEqual(1)
    expect(new Set(killed).size).toBe(killed.length)
    await undo()
    // The last of them may only just be starting.
    await Promise.all(restarts)
    current.child.kill('SIGKILL')
  })

  test('leaves a stranger alone and gives up', async () => {
    const stranger = createServer((socket) => socket.end('mine'))
    stranger.listen(0, '127.0.0.1')
    await once(stranger, 'listening')
    const { port } = stranger.address() as { port: number }
    const { target, calls } = fakeTarget({ port, pid: () => null })
    await expect(byId('stolen-port').inject(target, choice(1))).rejects.toThrow(FaultUnfitError)
    expect(calls).toEqual([])
    expect(stranger.listening).toBe(true)
    stranger.close()
  })

  test('makes no sense without a port', async () => {
    await expect(byId('stolen-port').inject(fakeTarget().target, choice(1))).rejects.toThrow(/choose a service/)
  })
})
