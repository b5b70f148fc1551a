// Apps in containers of a real engine. Where none answers there is nothing to test with: only that this is said.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imageOf } from '../../../lib/app-folder/compose-service.ts'
import type { Runnable } from '../../../lib/app-folder/runnables.ts'
import { dockerEnvironment } from '../../../lib/config.ts'
import { composeRunner } from '../../../lib/factory/runner/compose-runner.ts'
import { findDocker, whyNoEngine } from '../../../lib/factory/runner/docker.ts'
import type { LogLine } from '../../../lib/factory/runner/runner.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'

const docker = findDocker({ environment: dockerEnvironment(), clock })
const image = imageOf({ language: 'javascript' })
const fetched = async (): Promise<boolean> => docker !== null && ((await docker.run(['image', 'inspect', image])).ok || (await docker.run(['pull', image], { timeoutMs: 120_000 })).ok)
const why = await whyNoEngine(docker) ?? (await fetched() ? null : `${image} cannot be had`)

const program = join(import.meta.dirname, '../../../bin/ouroboros.ts')
let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'ouroboros-in-compose-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const app = (): string => join(folder, 'todos')
const environment = (more: Record<string, string> = {}) => ({ ...dockerEnvironment(), NODE_ENV: 'test' as const, NO_COLOR: '1', ...more })
const ouroboros = (args: string[], more: Record<string, string> = {}): Promise<{ exit: number; out: string; err: string }> => new Promise((resolve) => {
  execFile(process.execPath, [program, ...args], { cwd: folder, env: environment(more) }, (error, out, err) => resolve({ exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, out, err }))
})

describe('where no engine answers', () => {
  beforeAll(async () => { await ouroboros(['gen', 'a todo list with login']) })

  test('the Compose file is checked, and that it was not run is said', async () => {
    mkdirSync(join(folder, 'empty'))
    const without = { PATH: join(folder, 'empty') }
    const told = 'there is no docker on the PATH: docker-compose.yml was only checked, not run'
    expect(await ouroboros(['test', '--compose', '--app', app()], without)).toEqual({ exit: 3, out: '', err: `▲ ${told}\n` })
    expect(JSON.parse((await ouroboros(['test', '--compose', '--app', app(), '--json'], without)).out)).toEqual({ event: 'compose', root: app(), wrong: [], unchecked: told })
    expect(await ouroboros(['run', '--compose', '--app', app()], without)).toEqual({ exit: 3, out: '', err: 'ouroboros: Docker Compose cannot run the app: there is no docker on the PATH.\n' })
  })

  test('a file that somebody has broken is refused', async () => {
    const path = join(app(), 'docker-compose.yml')
    const right = readFileSync(path, 'utf8')
    writeFileSync(path, right.replace('image: node:26-alpine', 'privileged: true'))
    const { exit, err } = await ouroboros(['test', '--compose', '--app', app()], { PATH: join(folder, 'empty') })
    writeFileSync(path, right)
    expect([exit, err]).toEqual([1, expect.stringMatching(/✖ .*there is no image/)])
  })
})

describe.skipIf(why !== null)(`with Docker Compose${why === null ? '' : `, skipped since ${why}`}`, () => {
  const ours = async (): Promise<string> => (await docker!.run(['ps', '--all', '--quiet', '--filter', 'label=com.docker.compose.project', '--filter', 'name=ouroboros-'])).output.trim()
  let before = ''
  beforeAll(async () => { before = await ours() })
  const service = (id: string, more: string, has: Partial<Runnable> = {}): Runnable => ({
    id, layer: 'backend', language: 'javascript', needs: [], keepsData: false, port: 0, ...has,
    files: { 'main.js': `import { createServer } from 'node:http'\nimport { writeFileSync } from 'node:fs'\n${more}`, 'package.json': '{"type":"module"}' },
  })
  const serve = (answer: string): string => `createServer((request, response) => { ${answer}; response.end(request.url) }).listen(process.env.PORT, process.env.HOST, () => console.log('up'))`

  test('a service that dies, one that never answers and one that is well: each is heard, and nothing is left of them', async () => {
    const heard: LogLine[] = []
    const components = [
      service('well', `writeFileSync(process.env.DATA + '/kept', '$HOME'); console.log('peer', process.env.PEER_FRAIL); let n = 0; setInterval(() => console.log('tick', n++), 100); ${serve('')}`, { keepsData: true, needs: ['frail'] }),
      service('frail', serve(`if (request.url === '/fall') throw new TypeError('it fell')`)),
      service('silent', `console.error('says something'); setInterval(() => undefined, 1_000)`),
      service('greedy', serve(`if (request.url === '/eat') for (const all = [];;) all.push(Buffer.alloc(10_000_000, 1))`)),
    ]
    const running = await composeRunner({ docker, clock }).start({ components, dataDir: join(folder, 'data'), secret: 's3cret', onLine: (line) => heard.push(line) })
    const said = (id: string): string => running.log(id).map(({ text }) => text).join('\n')
    const ticks = (): number => running.log('well').filter(({ text }) => text.startsWith('tick')).length
    try {
      expect(await running.ready()).toEqual(['silent'])
      expect(said('well')).toMatch(/^peer http:\/\/frail:8080\n[\s\S]*up/)
      expect(said('silent')).toBe('says something')
      const ticked = ticks()
      await expect(fetch(`http://127.0.0.1:${running.port('frail')}/fall`)).rejects.toThrow()
      await expect.poll(() => running.deaths()).toEqual([{ component: 'frail', failure: null, why: 'TypeError: it fell' }])
      await expect.poll(() => said('frail').split('\n').filter((line) => line === 'up').length, { timeout: 10_000 }).toBe(2)
      expect(await (await fetch(`http://127.0.0.1:${running.port('frail')}/again`)).text()).toBe('/again')
      expect(ticks()).toBeGreaterThan(ticked)
      await expect(fetch(`http://127.0.0.1:${running.port('greedy')}/eat`)).rejects.toThrow()
      await expect.poll(() => running.deaths().length, { timeout: 10_000 }).toBe(2)
      expect(running.deaths()[1]).toMatchObject({ component: 'greedy' })
      expect(new Set(heard.map(({ component }) => component))).toEqual(new Set(['well', 'frail', 'silent', 'greedy']))
      expect(heard.some(({ text }) => text.includes('\u001b') || text.includes('exited with code'))).toBe(false)
      expect(readFileSync(join(folder, 'data/well/kept'), 'utf8')).toBe('$HOME')
    } finally {
      await Promise.all([running.stop(), running.stop()])
    }
    expect(running.deaths()).toHaveLength(2)
    expect(await ours()).toBe(before)
  })

  test('a wished port is used where it is free, and another one where it is not', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const running = await composeRunner({ docker, clock }).start({ components: [service('well', serve(''), { port })], dataDir: join(folder, 'data'), secret: 's3cret' })
    expect(running.port('well')).not.toBe(port)
    expect(await running.ready()).toEqual([])
    await running.stop()
    taken.close()
  })

  test('all scenarios of a made app hold, and it runs until Ctrl-C with what was entered before', async () => {
    expect(await ouroboros(['test', '--compose', '--app', app()])).toEqual({ exit: 0, out: '', err: expect.stringMatching(/● \d+ of \d+ scenarios hold/) })
    const person = JSON.stringify({ name: 'Ala', email: 'ala@example.org', password: 'a long password' })
    for (const how of [['--compose'], [], ['--compose']]) {
      const child = spawn(process.execPath, [program, 'run', ...how, '--app', app()], { cwd: folder, env: environment(), stdio: ['ignore', 'ignore', 'pipe'] })
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
      await expect.poll(() => said, { timeout: 30_000 }).toMatch(/gateway: http:\/\/localhost:\d+[\s\S]*web: http/)
      const url = /gateway: (\S+?),?\s/.exec(said)![1]!
      // Once, and then the address is taken: in containers or without, the same rows.
      expect((await fetch(`${url}/api/users`, { method: 'POST', body: person })).status).toBe(existsSync(join(folder, 'entered')) ? 409 : 201)
      writeFileSync(join(folder, 'entered'), '')
      child.kill('SIGINT')
      await once(child, 'close')
    }
    expect(await ours()).toBe(before)
  }, 120_000)
})
