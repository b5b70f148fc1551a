// A page that is served apart from its engine: it is told where the engine is, may talk to it and to nobody else, and
// the API beside it says clearly that there is none.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NextRequest } from 'next/server'
import { afterEach, expect, test, vi } from 'vitest'
import { problemSchema } from '../../lib/contract/api.ts'
import { proxy } from '../../proxy.ts'

afterEach(() => vi.unstubAllEnvs())

const visit = (headers: Record<string, string> = {}) => proxy(new NextRequest('https://page.example.org/', { headers: { host: 'page.example.org', ...headers } })).headers
/** What the layout gets to see. */
const seen = (headers: Headers) => (headers.get('x-middleware-override-headers')?.split(',').includes('x-watcher-url') ? headers.get('x-middleware-request-x-watcher-url') : null)
const mayConnectTo = (headers: Headers) => /connect-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1]?.split(' ')

test('is told where its engine is, and may ask it and listen to it', () => {
  vi.stubEnv('WATCHER_URL', 'https://engine.example.org')
  expect(seen(visit())).toBe('https://engine.example.org')
  expect(mayConnectTo(visit())).toEqual(["'self'", 'ws://page.example.org', 'wss://page.example.org', 'https://engine.example.org', 'wss://engine.example.org'])
})

test('stays with its own server where no engine is named, whatever a visitor sends', () => {
  const headers = visit({ 'x-watcher-url': 'https://evil.example.org' })
  expect(seen(headers)).toBeNull()
  expect(mayConnectTo(headers)).toEqual(["'self'", 'ws://page.example.org', 'wss://page.example.org'])
})

test('the named engine goes before what a visitor sends', () => {
  vi.stubEnv('WATCHER_URL', 'https://engine.example.org')
  expect(seen(visit({ 'x-watcher-url': 'https://evil.example.org' }))).toBe('https://engine.example.org')
})

test('an API without an engine refuses changes with a reason and a way out, and invents nothing', async () => {
  vi.stubEnv('OUROBOROS_DATA', join(tmpdir(), `ouroboros-nowhere-${process.pid}`))
  const context = { params: Promise.resolve({}) }
  const { POST } = await import('../../app/api/chaos/stop/route.ts')
  const refused = await POST(new Request('http://page/api/chaos/stop', { method: 'POST' }), context)
  expect(refused.status).toBe(503)
  expect(problemSchema.parse(await refused.json())).toMatchObject({ code: 'ledger-unavailable', wayOut: expect.stringMatching(/./) })

  const { GET: listOrganisms } = await import('../../app/api/organisms/route.ts')
  expect(await (await listOrganisms(new Request('http://page/api/organisms'), context)).json()).toEqual({ organisms: [], refused: [] })
  const { GET: isReady } = await import('../../app/readyz/route.ts')
  expect((await isReady(new Request('http://page/readyz'), context)).status).toBe(503)
})
