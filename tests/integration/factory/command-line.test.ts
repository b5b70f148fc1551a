// An app as somebody makes, breaks, mends and runs it from a terminal.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { quickTier } from '../../../lib/process/quick-tier.ts'

const program = join(import.meta.dirname, '../../../bin/ouroboros.ts')
const env = { NODE_ENV: 'test' as const, NO_COLOR: '1', PATH: process.env['PATH'] }
/** The settings name a model that cannot be asked. */
const mindless = { ...env, OUROBOROS_MIND: 'nobody/model' }
let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'ouroboros-app-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const app = (): string => join(folder, 'profiles')
const ouroboros = (args: string[], cwd = folder, own: typeof env = env): Promise<{ exit: number; out: string; err: string }> => new Promise((resolve) => {
  execFile(process.execPath, [program, ...args], { cwd, env: own }, (error, out, err) => resolve({ exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, out, err }))
})
const tests = (): string => join(app(), 'test.yaml')
const main = (): string => join(app(), 'iterations/iter_001_profiles/backend/profiles/main.js')

describe('an app from a terminal', () => {
  test('is made in a folder of its own, and all its scenarios hold', async () => {
    const { exit, err } = await ouroboros(['gen', 'Dodaj widok profilu użytkownika z walidacją API'])
    expect([exit, err]).toEqual([0, expect.stringMatching(/● \d+ of \d+ scenarios hold/)])
    expect(readdirSync(app()).toSorted()).toEqual(['.gitignore', '.ouroboros', 'docker-compose.yml', 'gen.sh', 'iterations', 'registry.yaml', 'run.sh', 'test.yaml'])
  })

  test('is tested from within it; one row an event for programs', async () => {
    expect((await ouroboros(['test'], app())).exit).toBe(0)
    const { out } = await ouroboros(['test', '--app', app(), '--json'])
    const rows = out.trim().split('\n').map((line) => JSON.parse(line) as { event: string; ok?: boolean; end?: string })
    expect(rows.at(-1)).toMatchObject({ event: 'result', end: 'well', iteration: 1 })
    expect(rows.filter(({ event }) => event === 'scenario').every(({ ok }) => ok)).toBe(true)
  })

  test.skipIf(quickTier() < 2)('runs commands of scenarios in a copy of its texts, behind walls', async () => {
    const right = readFileSync(tests(), 'utf8')
    const outside = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1')
    await once(outside, 'listening')
    const { port } = outside.address() as AddressInfo
    const scenario = (id: string, run: string[], more: object = {}): object => ({ id, title: id, of: 'profiles', iteration: 1, timeoutMs: 1_000, steps: [{ run, ...more }] })
    const node = (code: string): string[] => ['node', '-e', code]
    const walls = (code: string): string[] => node(`try { ${code} } catch { process.exit(7) }`)
    const { scenarios, ...rest } = parse(right) as { scenarios: object[] }
    writeFileSync(tests(), stringify({ ...rest, scenarios: [
      ...scenarios,
      scenario('reads', ['node', '--check', 'backend/profiles/main.js']),
      scenario('is-told', node('console.log(Object.keys(process.env).toSorted().join())'), { has: ['PATH,PWD\n'] }),
      scenario('sees-the-app', walls(`fs.readFileSync(${JSON.stringify(join(app(), 'registry.yaml'))})`), { exitCode: 7 }),
      scenario('writes-elsewhere', walls('fs.writeFileSync("/etc/ouroboros", "")'), { exitCode: 7 }),
      scenario('asks-the-network', node(`fetch("http://127.0.0.1:${port}").catch(() => process.exit(7))`), { exitCode: 7 }),
      scenario('fails', node('console.error("no luck"); process.exit(3)')),
      scenario('hangs', node('setInterval(() => undefined, 1000)')),
    ] }))
    const { exit, out } = await ouroboros(['test', '--app', app(), '--json'])
    writeFileSync(tests(), right)
    outside.close()
    const rows = out.trim().split('\n').map((line) => JSON.parse(line) as { event: string; ok?: boolean; id: string; why: string | null })
    expect(exit).toBe(1)
    expect(rows.filter(({ event, ok }) => event === 'scenario' && ok === false)).toMatchObject([
      { id: 'fails', why: expect.stringMatching(/ended with exit code 3, not 0: no luck/) }, { id: 'hangs', why: expect.stringMatching(/was not over after 1000 ms/) },
    ])
  })

  test('that somebody has broken by hand is told, and mended when that is asked for', async () => {
    const right = readFileSync(main(), 'utf8')
    writeFileSync(main(), right.replace("'GET /profiles/:id': read,", "'GET /profiles/:id': remove,"))
    const told = await ouroboros(['test', '--app', app()])
    expect([told.exit, told.err]).toEqual([1, expect.stringMatching(/✖ profiles-keeps/)])
    expect(readdirSync(join(app(), 'iterations'))).toEqual(['iter_001_profiles'])
    const mended = await ouroboros(['test', '--app', app(), '--heal'])
    expect([mended.exit, mended.err]).toEqual([0, expect.stringMatching(/iteration 3 patches profiles/)])
    expect(readFileSync(main(), 'utf8')).toBe(right)
    expect(readFileSync(join(app(), 'iterations/iter_003_patch/backend/profiles/main.js'), 'utf8')).toBe(right)
    expect(readdirSync(join(app(), 'iterations/iter_003_patch/backend/profiles'))).toEqual(['main.js'])
  })

  test('is tested and run with no model, whatever the settings say; only where it is to be mended is one needed', async () => {
    expect((await ouroboros(['test', '--app', app()], folder, mindless)).exit).toBe(0)
    expect(await ouroboros(['test', '--app', app(), '--heal'], folder, mindless)).toMatchObject({ exit: 2, err: expect.stringMatching(/^ouroboros: /m) })
    const child = spawn(process.execPath, [program, 'run', '--app', app()], { cwd: folder, env: mindless, stdio: ['ignore', 'ignore', 'pipe'] })
    const closed = once(child, 'close')
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
    await expect.poll(() => said, { timeout: 20_000 }).toMatch(/gateway: http|ouroboros: /)
    child.kill('SIGINT')
    await closed
    expect(said).toContain('gateway: http')
  })

  test('has a history, and the way back', async () => {
    const { out } = await ouroboros(['iterations', '--app', app(), '--json'])
    expect(out.trim().split('\n').map((line) => JSON.parse(line) as { kind: string; inForce: boolean }).map(({ kind, inForce }) => [kind, inForce])).toEqual([['feature', false], ['manual', false], ['patch', true]])
    expect((await ouroboros(['iterations', '--app', app(), '--rollback', '1'])).err).toMatch(/iteration 1 is in force again, as iteration 4/)
    expect((await ouroboros(['test', '--app', app()])).exit).toBe(0)
  })

  test('runs until Ctrl-C, and has what was entered when it runs again', async () => {
    for (const round of [1, 2]) {
      const child = spawn(process.execPath, [program, 'run', '--app', app()], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
      await expect.poll(() => said, { timeout: 20_000 }).toMatch(/gateway: http:\/\/localhost:\d+[\s\S]*web: http/)
      const url = /gateway: (\S+?),?\s/.exec(said)![1]!
      if (round === 1) expect((await fetch(`${url}/api/profiles`, { method: 'POST', body: JSON.stringify({ name: 'Ala', email: 'ala@example.org' }) })).status).toBe(201)
      expect(await (await fetch(`${url}/api/profiles`)).json()).toMatchObject({ total: 1, items: [{ name: 'Ala' }] })
      child.kill('SIGINT')
      await once(child, 'close')
      await expect(fetch(`${url}/health`)).rejects.toThrow()
    }
  })

  test('whose port somebody else has taken listens elsewhere, says so, and is found there by the others', async () => {
    const squatter = createServer((_request, response) => response.end('mine')).listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const taken = (squatter.address() as AddressInfo).port
    const registry = parse(readFileSync(join(app(), 'registry.yaml'), 'utf8')) as { components: { id: string; port: number }[] }
    registry.components.find(({ id }) => id === 'profiles')!.port = taken
    writeFileSync(join(app(), 'registry.yaml'), stringify(registry))
    const child = spawn(process.execPath, [program, 'run', '--app', app()], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
    await expect.poll(() => said, { timeout: 20_000 }).toMatch(/gateway: http:\/\/localhost:\d+[\s\S]*web: http/)
    expect(await (await fetch(`${/gateway: (\S+?),?\s/.exec(said)![1]!}/api/profiles`)).json()).toMatchObject({ total: 1, items: [{ name: 'Ala' }] })
    child.kill('SIGINT')
    await once(child, 'close')
    expect(await (await fetch(`http://127.0.0.1:${taken}`)).text()).toBe('mine')
    squatter.close()
  })

  test('grows by its own script', async () => {
    const done = await new Promise<{ code: unknown; err: string }>((resolve) => {
      execFile(join(app(), 'gen.sh'), ['lista zadań'], { cwd: '/', env: { ...env, OUROBOROS: join(import.meta.dirname, '../../../bin/ouroboros') } }, (error, _out, err) => resolve({ code: error?.code ?? 0, err }))
    })
    expect(done).toEqual({ code: 0, err: expect.stringMatching(/iteration 5 is in force/) })
    expect(existsSync(join(app(), 'iterations/iter_005_todos/backend/todos/main.js'))).toBe(true)
  })
})

describe('what cannot be done is one line, with the way out', () => {
  test.each([
    [['test'], /there is no app in .*Name its folder with --app/],
    [['run', '--app', 'nowhere'], /there is no app in .*nowhere/],
    [['gen', 'Dodaj widok profilu użytkownika z walidacją API'], /there is an app in .*profiles already: add to it with --app/],
    [['iterations', '--app', 'profiles', '--rollback', '99'], /There is no iteration 99/],
    [['gen', '--app', 'profiles', 'todos'], /has all of that already/],
  ])('%j', async (args, message) => {
    const before = readFileSync(join(app(), 'registry.yaml'), 'utf8')
    const { exit, err } = await ouroboros(args)
    expect(err.trim().split('\n').filter((line) => line.startsWith('ouroboros: '))).toEqual([expect.stringMatching(message)])
    expect(exit).toBe(2)
    expect(readFileSync(join(app(), 'registry.yaml'), 'utf8')).toBe(before)
  })

  test('a registry that somebody has broken, and a folder that cannot be written', async () => {
    const registry = join(app(), 'registry.yaml')
    const right = readFileSync(registry, 'utf8')
    writeFileSync(registry, right.replace('components:', 'components: ['))
    expect(await ouroboros(['test', '--app', app()])).toMatchObject({ exit: 2, err: expect.stringMatching(/registry\.yaml is not YAML: .*line \d+/) })
    writeFileSync(registry, right)
    writeFileSync(join(folder, 'taken'), 'a file')
    expect(await ouroboros(['gen', '--app', join(folder, 'taken'), 'todos'])).toMatchObject({ exit: expect.toSatisfy((code: number) => code === 2 || code === 3) })
    expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('a file')
    mkdirSync(join(folder, 'empty'))
    expect((await ouroboros(['iterations', '--app', join(folder, 'empty')])).exit).toBe(2)
  })
})
