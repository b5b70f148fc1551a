// What dies in the middle of a flow loses nothing of it: a worker, the server, whoever had it done.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Flow, FlowTask, TaskEvent } from '../../../lib/contract/factory/flow.ts'
import type { FlowEngine } from '../../../lib/factory/flow/engine.ts'
import { redisEngine } from '../../../lib/factory/flow/redis-engine.ts'
import { redisWorker } from '../../../lib/factory/flow/redis-worker.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'
import { endProcess } from '../../fixtures/end-process.ts'
import { scriptedAgents } from '../../fixtures/flow-process.ts'
import { startRedis, type RedisServer } from '../../fixtures/redis-server.ts'
import { describeRedis, redisName } from './redis-house.ts'

const program = join(import.meta.dirname, '../../fixtures/flow-process.ts')
const soon = { timeout: 20_000, interval: 20 }
const never = new AbortController().signal

describeRedis('a flow goes on after', () => {
  let server: RedisServer
  let folder: string
  let name: string
  let events: TaskEvent[]
  let log: string
  const children: ChildProcess[] = []
  const opened: { close: () => Promise<void> }[] = []
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.remove())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ouroboros-kills-'))
    log = path('log')
    name = redisName()
    events = []
  })
  afterEach(async () => {
    await Promise.all(children.splice(0).map(kill))
    for (const thing of opened.splice(0).toReversed()) await thing.close()
    rmSync(folder, { recursive: true })
  })

  const path = (file: string): string => join(folder, file)
  const allow = (file: string): void => writeFileSync(path(file), '')
  const listen = (event: TaskEvent): void => void events.push(event)
  /** Those of an event, by who worked on it. */
  const told = (kind: TaskEvent['kind'], id: string): string[] => events.filter((event) => event.kind === kind && event.task === id).map(({ worker }) => worker.split(':').at(-1) ?? '')
  const begun = (): string[] => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [])
  const task = (id: string, { needs = [], awaits, makes }: { needs?: string[]; awaits?: string; makes?: string } = {}): FlowTask => {
    const input = { log, gives: id, ...(awaits !== undefined && { awaits: path(awaits) }), ...(makes !== undefined && { makes: path(makes) }) }
    return { id, agent: 'developer', title: id, input, needs }
  }

  function child(mode: 'worker' | 'run', more: string): ChildProcess {
    const own = spawn(process.execPath, [program, mode, server.url, name, more], { stdio: ['ignore', 'inherit', 'inherit'], env: { NODE_ENV: 'test', PATH: process.env['PATH'] } })
    children.push(own)
    return own
  }
  const kill = (own: ChildProcess): Promise<void> => endProcess(own, 'SIGKILL')
  async function open(): Promise<FlowEngine> {
    const engine = await redisEngine({ url: server.url, name })
    opened.push(engine)
    return engine
  }

  test('the kill of a worker in the middle of a task: another one does it, and what was done is not done again', async () => {
    const engine = await open()
    const first = child('worker', '2')
    const run = engine.run({ id: 'f', tasks: [task('a'), task('b', { needs: ['a'], awaits: 'go' }), task('c', { needs: ['b'] })] }, listen, never)
    await expect.poll(() => told('task-start', 'b'), soon).toEqual([`${first.pid}`])
    await kill(first)
    const second = child('worker', '2')
    await expect.poll(() => told('task-start', 'b'), soon).toEqual([`${first.pid}`, `${second.pid}`])
    allow('go')
    expect(await run).toEqual({ a: 'a', b: 'b', c: 'c' })
    expect(begun()).toEqual([`"a" ${first.pid}`, `"b" ${first.pid}`, `"b" ${second.pid}`, `"c" ${second.pid}`])
    expect(told('task-complete', 'b')).toEqual([`${second.pid}`])
    expect(events.filter((event) => event.task === 'b').map(({ kind, attempt }) => `${kind} ${attempt}`)).toEqual(['task-start 1', 'task-start 2', 'task-complete 2'])
    expect(events.filter(({ kind }) => kind === 'task-complete')).toHaveLength(3)
  })

  test('the kill of whoever had it done: another process has the rest done, and what is being worked on is not begun twice', async () => {
    const flow: Flow = { id: 'f', tasks: [task('a'), task('b', { needs: ['a'], awaits: 'go' }), task('c', { needs: ['b'] })] }
    const worker = child('worker', '2')
    const first = child('run', JSON.stringify(flow))
    await expect.poll(begun, soon).toEqual([`"a" ${worker.pid}`, `"b" ${worker.pid}`])
    await kill(first)
    const run = (await open()).run(flow, listen, never)
    // Longer than it takes to look for what was forgotten.
    await clock.sleep(1_500)
    allow('go')
    expect(await run).toEqual({ a: 'a', b: 'b', c: 'c' })
    expect(begun()).toEqual(['a', 'b', 'c'].map((id) => `"${id}" ${worker.pid}`))
    expect(events.map(({ kind, task: id }) => `${kind} ${id}`)).toEqual(['task-complete b', 'task-start c', 'task-complete c'])
  })

  test('the kill of the server, again and again: every task is done, and every end is told once', async () => {
    const engine = await open()
    for (const _ of 'ab') opened.push(await redisWorker({ place: { url: server.url, name }, agents: scriptedAgents, clock, atOnce: 2, lockMs: 800 }))
    // Six in a row, four of them side by side; some wait for the server to be there again.
    const rows = Array.from({ length: 24 }, (_, index) => ({ id: `t${index}`, row: Math.floor(index / 4) }))
    const tasks = rows.map(({ id, row }) => task(id, { needs: rows.filter((other) => other.row === row - 1).map((other) => other.id), ...(row > 0 && row % 2 === 0 && { awaits: `row${row}` }) }))
    const run = engine.run({ id: 'f', tasks }, listen, never)
    const timesBegun = (id: string): number => begun().filter((line) => line.startsWith(`"${id}" `)).length
    const safe: [id: string, times: number][] = []
    for (const row of [2, 4]) {
      await expect.poll(() => told('task-start', `t${row * 4}`).length, soon).toBeGreaterThan(0)
      await server.kill()
      for (const { kind, task: id } of events) if (kind === 'task-complete') safe.push([id, timesBegun(id)])
      // What ends while there is no server is told as soon as there is one.
      allow(`row${row}`)
      await clock.sleep(row === 2 ? 100 : 1_500)
      await server.start()
    }
    expect(await run).toEqual(Object.fromEntries(tasks.map(({ id }) => [id, id])))
    expect(events.filter(({ kind }) => kind === 'task-complete').map((event) => event.task).toSorted()).toEqual(tasks.map(({ id }) => id).toSorted())
    expect(events.filter(({ kind }) => kind === 'task-fail')).toEqual([])
    expect(new Set(begun().map((line) => line.split(' ')[0])).size).toBe(24)
    expect(safe.length).toBeGreaterThanOrEqual(24)
    for (const [id, times] of safe) expect(timesBegun(id), id).toBe(times)
  })

  test('the loss of all that the server knew: it is done anew, and comes to the same', async () => {
    const engine = await open()
    const worker = child('worker', '2')
    const run = engine.run({ id: 'f', tasks: [task('a'), task('b', { needs: ['a'], awaits: 'go' }), task('c', { needs: ['b'] })] }, listen, never)
    await expect.poll(() => told('task-start', 'b'), soon).toHaveLength(1)
    const redis = new Redis(server.url)
    await redis.flushall()
    redis.disconnect()
    allow('go')
    expect(await run).toEqual({ a: 'a', b: 'b', c: 'c' })
    expect(begun()).toEqual(['a', 'b', 'a', 'b', 'c'].map((id) => `"${id}" ${worker.pid}`))
  })

  test('a worker that was frozen wakes up: what another one has done by then counts, and is told once', async () => {
    const engine = await open()
    const frozen = child('worker', '1')
    const run = engine.run({ id: 'f', tasks: [task('a', { awaits: 'go' }), task('b', { needs: ['a'], awaits: 'end' })] }, listen, never)
    await expect.poll(() => told('task-start', 'a'), soon).toEqual([`${frozen.pid}`])
    frozen.kill('SIGSTOP')
    const other = child('worker', '1')
    await expect.poll(() => told('task-start', 'a'), soon).toEqual([`${frozen.pid}`, `${other.pid}`])
    allow('go')
    await expect.poll(() => told('task-complete', 'a'), soon).toEqual([`${other.pid}`])
    frozen.kill('SIGCONT')
    await clock.sleep(500)
    allow('end')
    expect(await run).toEqual({ a: 'a', b: 'b' })
    expect(events.filter(({ kind }) => kind === 'task-complete').map((event) => event.task)).toEqual(['a', 'b'])
    expect(events.filter(({ kind }) => kind === 'task-fail')).toEqual([])
  })

  test('a server that is away holds up neither a stop nor a worker’s end', async () => {
    const engine = await open()
    const [idle, busy] = await Promise.all([1, 1].map((atOnce) => redisWorker({ place: { url: server.url, name }, agents: scriptedAgents, clock, atOnce, lockMs: 800 })))
    const stop = new AbortController()
    const run = engine.run({ id: 'f', tasks: [task('a', { awaits: 'go' })] }, listen, stop.signal)
    run.catch(() => undefined)
    await expect.poll(() => told('task-start', 'a'), soon).toHaveLength(1)
    // One whose server goes while it finishes, one that ends when it is gone already.
    const finished = busy?.close()
    await server.kill()
    try {
      stop.abort(new Error('Ctrl-C'))
      await expect(run).rejects.toThrow('Ctrl-C')
      await Promise.all([finished, idle?.close()])
    } finally {
      allow('go')
      await server.start()
    }
  })

  test('a task that kills every worker ends the flow, and says why', async () => {
    const engine = await open()
    const run = engine.run({ id: 'f', tasks: [task('a', { awaits: 'never' })] }, listen, never)
    run.catch(() => undefined)
    for (let deaths = 0; deaths < 5; deaths++) {
      const worker = child('worker', '1')
      await expect.poll(() => told('task-start', 'a').at(-1), soon).toBe(`${worker.pid}`)
      await kill(worker)
    }
    child('worker', '1')
    await expect(run).rejects.toMatchObject({ code: 'flow-unavailable', message: '5 workers died while they worked on a' })
    expect(told('task-fail', 'a')).toHaveLength(1)
  }, 120_000)

  test('two workers share what there is to do', async () => {
    const engine = await open()
    const workers = [child('worker', '1'), child('worker', '1')]
    // Each waits for the other, and each worker does one at a time.
    expect(await engine.run({ id: 'f', tasks: [task('a', { makes: 'a', awaits: 'b' }), task('b', { makes: 'b', awaits: 'a' })] }, listen, never)).toEqual({ a: 'a', b: 'b' })
    expect([...told('task-complete', 'a'), ...told('task-complete', 'b')].toSorted()).toEqual(workers.map(({ pid }) => `${pid}`).toSorted())
  })
})
