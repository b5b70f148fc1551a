import { afterEach, beforeEach, expect, it } from 'vitest'
import type { z } from 'zod'
import { injectionListSchema, settingListSchema } from '../../../lib/contract/settings-list.ts'
import { configSchema } from '../../../lib/config.ts'
import type { NewEvent } from '../../../lib/contract/event.ts'
import { operations } from '../../../lib/gate/openapi.ts'
import { route } from '../../../lib/gate/route.ts'
import { openApiLab } from '../../fixtures/gate/api-lab.ts'

let house: Awaited<ReturnType<typeof openApiLab>>
beforeEach(async () => {
  house = await openApiLab()
  house.start()
  await house.addOrganism('bubble-sort')
  await house.append({ organism: null, incident: null, kind: 'core-start', data: { pid: 1, tier: 2, seed: 1, version: '1' } })
})
afterEach(() => house.close())

async function ask(method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown): Promise<Response> {
  const [path] = url.split('?')
  const handlers = route(() => house.lab, ...operations.filter((each) => each.path === path))
  return handlers[method](new Request(`http://localhost${url}`, { method, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }), { params: Promise.resolve({}) })
}
const settings = async () => settingListSchema.parse(await (await ask('GET', '/api/settings')).json())
const setting = async (name: string) => (await settings()).settings.find((row) => row.name === name)
const injections = async (query = ''): Promise<z.infer<typeof injectionListSchema>> => injectionListSchema.parse(await (await ask('GET', `/api/chaos/injections${query}`)).json())
const lastCommand = () => house.lab.desk.recent(1)[0]?.request

it('lists every setting there is, with what it is for, where it comes from and how it is changed', async () => {
  const rows = (await settings()).settings
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(configSchema.shape))
  for (const { about, how } of rows) expect(Math.min(about.length, how.length)).toBeGreaterThan(10)
  expect(await setting('data')).toMatchObject({ origin: 'flag', isChangeable: false, how: expect.stringContaining('--data, OUROBOROS_DATA') })
  expect(await setting('faultTtlMs')).toMatchObject({ value: '60000', origin: 'default', isChangeable: true, isSecret: false })
  expect(await setting('watcherUrl')).toMatchObject({ value: null, isSet: false })
})

it('shows what was changed on the page before what is configured, until it is taken back', async () => {
  const change = (settings: object): NewEvent => ({ organism: null, incident: null, kind: 'settings-change', data: { by: 'operator', settings } })
  await house.append(change({ keepLogMb: 64, restartBudgets: { 'bubble-sort': { restarts: 3, periodMs: 9000 } } }))
  expect(await setting('keepLogMb')).toMatchObject({ value: '64', configured: '512', origin: 'page' })
  expect((await settings()).restartBudgets).toEqual([{ organism: 'bubble-sort', inForce: { restarts: 3, periodMs: 9000 }, byManifest: { restarts: 10, periodMs: 60_000 }, origin: 'page' }])
  await house.append(change({ keepLogMb: null, restartBudgets: { 'bubble-sort': null } }))
  expect(await setting('keepLogMb')).toMatchObject({ value: '512', origin: 'default' })
  expect((await settings()).restartBudgets[0]).toMatchObject({ inForce: { restarts: 10 }, origin: 'manifest' })
})

it('takes a change as a command, and nothing that is none', async () => {
  expect((await ask('PUT', '/api/settings', { faultTtlMs: 5000, keepLogHours: null })).status).toBe(202)
  expect(lastCommand()).toEqual({ kind: 'change-settings', faultTtlMs: 5000, keepLogHours: null })
  for (const wrong of [{}, { restartBudgets: {} }, { port: 81 }, { faultTtlMs: 1 }, { keepLogMb: '7' }, { restartBudgets: { 'bubble-sort': { restarts: -1, periodMs: 1000 } } }]) {
    expect((await ask('PUT', '/api/settings', wrong)).status, JSON.stringify(wrong)).toBe(400)
  }
  expect((await ask('PUT', '/api/settings', { restartBudgets: { nobody: null } })).status).toBe(404)
})

it('takes a reset with a seed, without one, and with none that is one', async () => {
  expect((await ask('POST', '/api/demo/reset', {})).status).toBe(202)
  expect(lastCommand()).toEqual({ kind: 'demo-reset' })
  expect((await ask('POST', '/api/demo/reset', { seed: 42 })).status).toBe(202)
  expect(lastCommand()).toEqual({ kind: 'demo-reset', seed: 42 })
  expect((await ask('POST', '/api/demo/reset', { seed: -1 })).status).toBe(400)
})

it('takes a classic, to be drawn by the core, and previews what it would draw', async () => {
  expect((await ask('POST', '/api/chaos', { organism: 'bubble-sort', fault: 'classic' })).status).toBe(202)
  expect(lastCommand()).toEqual({ kind: 'chaos-inject', organism: 'bubble-sort', fault: 'classic' })
  const preview = async () => (await ask('POST', '/api/chaos/preview', { organism: 'bubble-sort', fault: 'syntax-error' })).json() as Promise<{ seed: number; diff: string }>
  expect(await preview()).toEqual(await preview())
  const { seed } = await preview()
  await house.append({ organism: null, incident: null, kind: 'demo-reset', data: { by: 'operator', seed: 99, organisms: ['bubble-sort'] } })
  expect((await preview()).seed).not.toBe(seed)
})

it('tells every injection, newest first, with what it led to', async () => {
  const own = { organism: 'bubble-sort', incident: null }
  const prepare = (injection: string, fault: string): NewEvent => ({ ...own, kind: 'fault-prepare', data: { injection, fault, class: 'code', label: fault, seed: 7, intensity: 2, ttlMs: 5000, undo: 'back', summary: 'line 1' } })
  const verdict = { kind: 'crash' as const, summary: 'x is null', signature: 's', frames: [] }
  await house.append(
    prepare('one', 'delete-lines'), { ...own, kind: 'fault-inject', data: { injection: 'one', genome: null } },
    { ...own, incident: 'i-1', kind: 'incident-open', data: { verdict, genome: 'bubble-sort.g0002', fault: 'one', detectMs: 3 } },
    { ...own, incident: 'i-1', kind: 'incident-close', data: { end: 'healed', rung: 'repair', why: 'mended', healMs: 812 } },
    { ...own, kind: 'fault-end', data: { injection: 'one', end: 'healed', why: 'the organism recovered' } },
    prepare('two', 'syntax-error'), { ...own, kind: 'fault-end', data: { injection: 'two', end: 'failed', why: 'no place' } },
    prepare('three', 'delete-lines'), { ...own, kind: 'fault-inject', data: { injection: 'three', genome: null } },
  )
  const all = await injections()
  expect(all.injections.map(({ id, end }) => [id, end])).toEqual([['three', null], ['two', 'failed'], ['one', 'healed']])
  expect(all.before).toBeNull()
  expect(all.injections[2]).toMatchObject({ seed: 7, incident: { id: 'i-1', end: 'healed', healMs: 812 }, injectedAt: expect.any(Number) })
  expect(all.injections[1]).toMatchObject({ injectedAt: null, incident: null, why: 'no place' })
  expect((await injections('?fault=delete-lines')).injections.map(({ id }) => id)).toEqual(['three', 'one'])
  expect((await injections('?end=running')).injections.map(({ id }) => id)).toEqual(['three'])
  expect((await injections('?organism=beacon')).injections).toEqual([])
  const first = await injections('?limit=2')
  expect(first.injections.map(({ id }) => id)).toEqual(['three', 'two'])
  expect((await injections(`?limit=2&before=${first.before}`)).injections.map(({ id }) => id)).toEqual(['one'])
  expect((await ask('GET', '/api/chaos/injections?end=maybe')).status).toBe(400)
  // What was before a reset stays told.
  await house.append({ organism: null, incident: null, kind: 'demo-reset', data: { by: 'operator', seed: 1, organisms: ['bubble-sort'] } })
  expect((await injections()).injections).toHaveLength(3)
  // One of Ouroboros itself is about no organism, has its end all the same, and the step that it waited for.
  const ours = { organism: null, incident: null }
  await house.append(
    { ...ours, kind: 'fault-prepare', data: { injection: 'four', fault: 'kill-core', class: 'system', label: 'Kill', seed: 7, intensity: 2, ttlMs: 5000, undo: 'back', summary: 'dead', at: 'promote-started' } },
    { ...ours, kind: 'fault-inject', data: { injection: 'four', genome: null } }, { ...ours, kind: 'fault-end', data: { injection: 'four', end: 'healed', why: 'another core leads' } },
  )
  expect((await injections('?limit=1')).injections).toMatchObject([{ organism: '', at: 'promote-started', injectedAt: expect.any(Number), end: 'healed', why: 'another core leads' }])
})
