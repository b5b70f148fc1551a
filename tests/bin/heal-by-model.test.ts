// `ouroboros heal --mind`, as a person meets it: real processes, a server that speaks as Ollama does.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startFakeOllama } from '../fixtures/llm/fake-ollama.ts'
import type { FakeServer } from '../fixtures/llm/fake-server.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

const program = join(import.meta.dirname, '../../bin/ouroboros.ts')
const source = 'exports.shout = (text) => text\n'
const tests = "const assert = require('assert')\nconst { shout } = require('./shout.js')\nassert.equal(shout('hello'), '«HELLO» 5 of 5')\nassert.equal(shout('ab'), '«AB» 2 of 2')\n"
const right = 'exports.shout = (text) => `«${text.toUpperCase()}» ${text.length} of ${text.length}`\n'
let folder: string
let server: FakeServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cli mind '))
  for (const [name, text] of Object.entries({ 'shout.js': source, 'shout.test.js': tests, 'secret.txt': 'the family silver' })) writeFileSync(join(folder, name), text)
  server = await startFakeOllama()
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

async function heal(...args: string[]): Promise<{ exit: number | null; out: string; err: string }> {
  return healWith({}, ...args)
}
async function healWith(more: Record<string, string>, ...args: string[]): Promise<{ exit: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [program, 'heal', 'shout.js', '--test', 'shout.test.js', '--timeout', '300ms', ...args], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    env: { NODE_ENV: 'test', NO_COLOR: '1', PATH: process.env['PATH'], HOME: folder, OUROBOROS_MIND_URL: server.url, OUROBOROS_MIND_HOSTS: new URL(server.url).host, OUROBOROS_MIND_KEY: 'sk-house-key', ...more },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
  const [exit] = await once(child, 'close') as [number | null]
  expect(readFileSync(join(folder, 'shout.js'), 'utf8'), 'the file stays as it is').toBe(source)
  return { exit, out, err }
}
const wholeFile = (text: string, why = 'it did not shout') => ({ pieces: [`WHY: ${why}\n`, `FILE: shout.js\n\`\`\`js\n${text}\`\`\`\n`] })

test('a model is asked when the search finds nothing, and its answer is proved by the real test', async () => {
  server.script(wholeFile(right))
  const { exit, out, err } = await heal('--mind', 'ollama/coder')
  expect(err).toContain('healed, plausible: ollama/coder: it did not shout')
  expect(exit).toBe(0)
  expect(out).toContain('+exports.shout = (text) => `«${text.toUpperCase()}»')
  const asked = JSON.stringify(server.requests.at(-1)?.body)
  expect(asked).toContain('«HELLO» 5 of 5')
  expect(asked).not.toContain('sk-house-key')
})

test('nobody is asked unless somebody says so', async () => {
  const before = server.requests.length
  expect((await heal()).exit).toBe(1)
  expect(server.requests.length).toBe(before)
})

test('an answer that does not pass is told to the model with what it died of', async () => {
  server.script(wholeFile(right.replace('«', '<')), wholeFile(right))
  const from = server.requests.length
  const rows = (await heal('--mind', 'ollama/coder', '--json')).out.trim().split('\n').map((row) => JSON.parse(row) as { event: string; text?: string; outcome?: string; mode?: string })
  expect(rows.at(-1)).toMatchObject({ event: 'result', outcome: 'healed', mode: 'model' })
  expect(rows.filter(({ event }) => event === 'text').map(({ text }) => text).join('')).toContain('WHY: it did not shout')
  expect(JSON.stringify(server.requests[from + 1]?.body)).toContain('AssertionError')
})

test('what it writes reaches nothing: no file, no network, no program, and what it prints holds no secret', async () => {
  const steal = [
    "const { readFileSync, writeFileSync } = require('fs')",
    "const attempt = (what, act) => { try { console.error(what, String(act()).slice(0, 60)) } catch (error) { console.error(what, 'refused', error.code) } }",
    `attempt('read', () => readFileSync(${JSON.stringify(join(folder, 'secret.txt'))}, 'utf8'))`,
    `attempt('write', () => writeFileSync(${JSON.stringify(join(folder, 'pwned'))}, 'x'))`,
    "attempt('passwd', () => readFileSync('/etc/shadow', 'utf8'))",
    "attempt('env', () => JSON.stringify(process.env))",
    `attempt('net', () => require('child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(`fetch(${JSON.stringify('URL')}).then(() => console.log('reached'), () => console.log('nobody there'))`)}]))`,
    "exports.shout = () => ''",
    '',
  ].join('\n').replace('URL', server.url)
  server.script(wholeFile(steal), { pieces: ['no'] }, { pieces: ['no'] }, { pieces: ['no'] })
  const from = server.requests.length
  const { exit, err } = await heal('--mind', 'ollama/coder')
  expect(exit).toBe(1)
  expect(err).toContain('not healed')
  expect(existsSync(join(folder, 'pwned'))).toBe(false)
  const asked = server.requests.slice(from)
  expect(asked.filter(({ method }) => method === 'GET'), 'nothing came by the network').toEqual([])
  const next = JSON.stringify(asked[1]?.body)
  expect(next, 'what it printed is told to it').toContain('read refused')
  expect(next).not.toContain('family silver')
  expect(next).not.toContain('sk-house-key')
})

test('what it said is recorded where somebody asks for it, and heals again with nobody there', async () => {
  server.script(wholeFile(right))
  expect((await healWith({ OUROBOROS_MIND_RECORD: 'talk.ndjson' }, '--mind', 'ollama/coder')).exit).toBe(0)
  const before = server.requests.length
  const { exit, err } = await heal('--mind', 'replay/talk.ndjson')
  expect(err).toContain('healed, plausible: replay/talk.ndjson: it did not shout')
  expect(exit).toBe(0)
  expect(server.requests.length).toBe(before)
})

test('what cannot be asked is said before anything is done', async () => {
  for (const [name, says] of [['nobody/model', 'There is no provider'], ['vllm', 'PROVIDER/MODEL']] as const) {
    const { exit, err } = await heal('--mind', name)
    expect(exit).toBe(2)
    expect(err).toContain(says)
  }
})
