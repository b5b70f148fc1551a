// Route × role × transport, made from the list that makes OpenAPI: what a new operation says of its role is held
// against what its handler, found by its file and called without door or proxy, does.
import { globSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isEnough } from '../../../lib/contract/access.ts'
import { openAccess } from '../../../lib/gate/access/open-access.ts'
import { operations } from '../../../lib/gate/openapi.ts'
import { openStream, streamEvents, streamLimits, streamPath } from '../../../lib/gate/stream.ts'
import type { CoreHealth } from '../../../lib/contract/stream.ts'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { systemClock } from '../../../lib/process/clock.ts'
import { MemoryLedger } from '../../fixtures/gate/memory-ledger.ts'
import { roleOf, tokenOf, visitors } from '../../fixtures/gate/visitors.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const app = fileURLToPath(new URL('../../../app', import.meta.url))
const data = temporaryFolder('matrix')
// As the handlers find their settings. That one role has a password is enough to close all doors.
vi.stubEnv('OUROBOROS_DATA', data)
vi.stubEnv('OUROBOROS_OPERATOR_PASSWORD', 'a password of eight')
vi.stubEnv('OUROBOROS_LOG_LEVEL', 'silent')

const access = openAccess({ path: join(data, 'access.sqlite'), isOpen: false })
const noCores: CoreHealth[] = []
const ledger = openLedger({ path: join(data, 'ledger.sqlite'), core: 'a', pid: process.pid, clock: systemClock })
const desk = openDesk(join(data, 'ledger.sqlite'))
afterAll(async () => {
  vi.unstubAllEnvs()
  access.close()
  desk.close()
  await ledger.close()
})

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
const files = globSync('**/route.ts', { cwd: app }).filter((file) => !file.includes('[[...unknown]]'))
const pathOf = (file: string): string => `/${file.replace(/\/route\.ts$/, '').replaceAll('[', '{').replaceAll(']', '}')}`

test('every route file is of an operation in the list, and every operation has one', () => {
  expect(files.map(pathOf).toSorted()).toEqual([...new Set(operations.map(({ path }) => path as string))].toSorted())
})

const changing = ['POST', 'PUT', 'DELETE']

describe.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))('%s', (_name, { method, path, role }) => {
  let handle: Handler
  beforeAll(async () => {
    const routes = (await import(`${app}/${files.find((file) => pathOf(file) === path)}`)) as Record<string, Handler>
    handle = routes[method]!
  })
  const params = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, 'nothing']))

  test.each(visitors)('as %s, with no proxy and no door before it', async (visitor) => {
    const token = tokenOf(access, visitor)
    const ask = async (headers: Record<string, string>) => {
      const answer = await handle(new Request(`http://localhost${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, ...(changing.includes(method) && { body: '{}' }) }), { params: Promise.resolve(params) })
      const { code } = (answer.headers.get('content-type')?.includes('problem') ? await answer.json() : {}) as { code?: string }
      return { status: answer.status, code }
    }
    const before = desk.recent(100).length
    const shown: Record<string, string>[] = token === null ? [{}] : [{ cookie: `other=1; ouroboros_session=${token}` }, { authorization: `Bearer ${token}` }]
    // The last one ends the session that it is asked with.
    for (const headers of method === 'DELETE' ? shown.slice(0, 1) : shown) {
      const answer = await ask(headers)
      if (isEnough(roleOf[visitor], role)) expect(['sign-in-needed', 'not-allowed'], JSON.stringify(answer)).not.toContain(answer.code)
      else {
        expect(answer).toEqual(roleOf[visitor] === null ? { status: 401, code: 'sign-in-needed' } : { status: 403, code: 'not-allowed' })
        expect(desk.recent(100)).toHaveLength(before)
      }
    }
  })
})

test('a role is asked for before anything else is looked at', async () => {
  const { POST } = (await import(`${app}/api/genomes/[id]/rollback/route.ts`)) as { POST: Handler }
  const answer = await POST(new Request('http://localhost/', { method: 'POST', body: 'rubbish' }), { params: Promise.resolve({ id: '../../etc' }) })
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="ouroboros"'])
})

describe('the stream', () => {
  const server = createServer((_request, response) => response.writeHead(404).end())
  const silent = () => {}
  const events = new MemoryLedger()
  events.size = 5
  const stream = openStream({
    server, origins: [], ledger: () => events, refuses: () => null,
    health: () => noCores,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    roleOf: ({ headers }) => access.visitorOf((name) => headers[name]?.toString()).role,
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => stream.close())

  const connect = (token: string | null, transport: 'websocket' | 'polling') => io(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    path: streamPath, transports: [transport], forceNew: true, reconnection: false, ...(token !== null && { extraHeaders: { cookie: `ouroboros_session=${token}` } }),
  })
  const rubbish: Record<keyof typeof streamEvents, unknown> = { join: { after: 5 }, follow: { organism: null }, echo: undefined }

  describe.each(['websocket', 'polling'] as const)('by %s', (transport) => {
    test.each(visitors)('as %s', async (visitor) => {
      const socket = connect(tokenOf(access, visitor), transport)
      try {
        const outcome = await new Promise<string>((resolve) => socket.on('connect', () => resolve('in')).on('connect_error', () => resolve('out')))
        expect(outcome).toBe(roleOf[visitor] === null ? 'out' : 'in')
        if (outcome === 'out') return
        for (const [event, role] of Object.entries(streamEvents)) {
          const reply = await socket.timeout(5000).emitWithAck(event, ...(event === 'echo' ? [] : [rubbish[event as 'join']]))
          // An echo has nothing to say but that it is one.
          expect((reply as { ok: boolean } | null) ?? { ok: true }, event).toMatchObject({ ok: isEnough(roleOf[visitor], role) })
        }
      } finally {
        socket.close()
      }
    })

    test('a session that is revoked loses its open socket within a second, and no other does', async () => {
      const { id, token } = access.sessions.make({ role: 'player', by: 'link', address: '', agent: '' })
      const [socket, other] = [connect(token, transport), connect(tokenOf(access, 'viewer'), transport)]
      try {
        await Promise.all([socket, other].map((each) => each.timeout(5000).emitWithAck('join', { after: 5 })))
        const gone = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()))
        access.sessions.revoke(id)
        await gone
        // No clock of a busy machine is asked: how often it looks is what keeps the promise.
        expect(streamLimits.askEveryMs).toBeLessThanOrEqual(500)
        expect(other.connected).toBe(true)
      } finally {
        socket.close()
        other.close()
      }
    })
  })

  test('a session that was revoked just now is heard no more, whatever it says first', async () => {
    const { id, token } = access.sessions.make({ role: 'viewer', by: 'link', address: '', agent: '' })
    const socket = connect(token, 'websocket')
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
    const heard = vi.fn()
    socket.on('events', heard)
    access.sessions.revoke(id)
    const gone = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()))
    socket.emit('join', { after: 0 }, silent)
    await gone
    expect(heard).not.toHaveBeenCalled()
  })
})
