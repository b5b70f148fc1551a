// Workers and gen as a person starts them, on a Redis that wants a password.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TaskEvent } from '../../../lib/contract/factory/flow.ts'
import { redisEngine } from '../../../lib/factory/flow/redis-engine.ts'
import { startRedis, type RedisServer } from '../../fixtures/redis-server.ts'
import { describeRedis } from './redis-house.ts'

const program = join(import.meta.dirname, '../../../bin/ouroboros.ts')
const soon = { timeout: 20_000, interval: 20 }

interface Running { child: ChildProcess; said: { out: string; err: string }; end: Promise<number | null> }

describeRedis('with REDIS_URL', () => {
  let server: RedisServer
  let folder: string
  let url: string
  const running: Running[] = []
  beforeAll(async () => {
    server = await startRedis('s3cret')
    url = server.url
    folder = mkdtempSync(join(tmpdir(), 'ouroboros-worker-'))
  })
  afterAll(async () => {
    for (const { child, end } of running) {
      child.kill('SIGKILL')
      await end
    }
    await server.remove()
    rmSync(folder, { recursive: true })
  })

  function start(args: string[], redisUrl = url): Running {
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { NODE_ENV: 'test', NO_COLOR: '1', PATH: process.env['PATH'], REDIS_URL: redisUrl } })
    const said = { out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => { said.out += chunk.toString() })
    child.stderr.on('data', (chunk: Buffer) => { said.err += chunk.toString() })
    const one = { child, said, end: once(child, 'close').then(([exit]: (number | null)[]) => exit ?? null) }
    running.push(one)
    return one
  }
  const rows = (out: string): { event: string; task?: string; worker?: string }[] => out.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as { event: string })

  test('a worker works with the embedded agents until Ctrl-C, and says a line a task or a row an event', async () => {
    const worker = start(['worker', '--at-once', '1', '--json'])
    await expect.poll(() => rows(worker.said.out), soon).toEqual([{ event: 'worker-start', atOnce: 1 }])
    const engine = await redisEngine({ url })
    const events: TaskEvent[] = []
    const thought = await engine.run({ id: 'cli', tasks: [
      { id: 'analyst', agent: 'analyst', title: 'What is asked for', input: { sentence: 'a todo list', before: null, edited: null }, needs: [] },
      { id: 'architect', agent: 'architect', title: 'The modules', input: null, needs: ['analyst'] },
    ] }, (event) => void events.push(event), new AbortController().signal)
    expect(thought).toMatchObject({ analyst: { slug: 'todos' }, architect: { components: expect.anything() } })
    await expect.poll(() => rows(worker.said.out).slice(1), soon).toEqual(events.map((event) => ({ event: event.kind, ...event })))
    expect(events).toHaveLength(4)

    // Whatever it is told is refused where it was raised, and here as it was there.
    const refusal = engine.run({ id: 'cli-2', tasks: [{ id: 'analyst', agent: 'analyst', title: 'x', input: { sentence: '$(rm -rf /)', before: null, edited: null }, needs: [] }] }, () => undefined, new AbortController().signal)
    await expect(refusal).rejects.toMatchObject({ name: 'SentenceError', code: 'sentence-invalid', message: expect.stringMatching(/^Nothing in the sentence/) })
    for (const flow of ['cli', 'cli-2']) await engine.forget(flow)
    await engine.close()

    const inLines = start(['worker'])
    await expect.poll(() => inLines.said.err, soon).toMatch(/^at work, \d+ at once, until Ctrl-C\n$/)
    for (const { child } of [worker, inLines]) child.kill('SIGINT')
    expect([await worker.end, await inLines.end]).toEqual([0, 0])
    expect(inLines.said).toEqual({ out: '', err: expect.stringMatching(/^at work, .+\nfinishing what is begun\n$/) })
    for (const { said } of [worker, inLines]) expect(said.out + said.err).not.toContain('s3cret')
  })

  test('gen has its tasks done there, also where no worker runs, and leaves nothing behind', async () => {
    const gen = start(['gen', '--app', 'shop', '--json', 'a todo list'])
    expect(await gen.end, gen.said.err).toBe(0)
    const tasks = rows(gen.said.out).filter(({ event }) => event.startsWith('task-'))
    expect(tasks.filter(({ event }) => event === 'task-start').map(({ task }) => task)).toEqual(expect.arrayContaining(['analyst', 'architect', 'tester']))
    for (const { worker } of tasks) expect(worker).toMatch(new RegExp(`:${gen.child.pid}$`))
    expect(existsSync(join(folder, 'shop', 'registry.yaml'))).toBe(true)
    expect(existsSync(join(folder, 'shop', '.ouroboros', 'flow.db'))).toBe(false)
    const redis = new Redis(url)
    expect(await redis.keys('*:flow:*')).toEqual([])
    expect((await redis.keys('bull:*')).filter((key) => key.includes('gen-'))).toEqual([])
    redis.disconnect()
  })

  test('a password that is wrong is one clear line, without it', async () => {
    for (const command of [['worker'], ['gen', '--app', 'other', 'a todo list']]) {
      const { said, end } = start(command, url.replace('s3cret', 'wr0ng'))
      expect(await end).toBe(3)
      expect(said).toEqual({ out: '', err: expect.stringMatching(/^ouroboros: Redis, which REDIS_URL names, cannot be used: WRONGPASS .+\n$/) })
      expect(said.err).not.toContain('wr0ng')
    }
  })
})
