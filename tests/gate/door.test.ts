import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openDoor, type DoorOptions } from '../../lib/gate/door.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function house(options: Partial<DoorOptions> = {}) {
  const door = openDoor({ host: '127.0.0.1', allowedOrigins: [], ...options })
  let admitted = 0
  const server = createServer((request, response) => {
    void door.admit(request, response).then((may) => {
      if (!may) return
      admitted += 1
      response.end('inside')
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  // fetch would not let these headers be chosen.
  const ask = (method: string, headers: Record<string, string> = {}, path = '/api/chaos') =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      httpRequest({ port, method, path, headers: { host: `localhost:${port}`, ...headers } }, (answer) => {
        let body = ''
        answer.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
      }).once('error', reject).end()
    })
  return { ask, port, admitted: () => admitted }
}

describe('the door', () => {
  it.each(['localhost', 'localhost:3000', '127.0.0.1:8080', '[::1]:3000', 'LOCALHOST:1'])('lets %s in', async (host) => {
    const { ask } = await house()
    expect((await ask('GET', { host })).status).toBe(200)
  })

  it.each(['evil.example', 'localhost.evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'x@localhost', '0.0.0.0:3000'])('keeps the name %j out', async (host) => {
    const { ask, admitted } = await house()
    const answer = await ask('GET', { host })
    expect([answer.status, admitted()]).toEqual([421, 0])
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'host-refused', status: 421, wayOut: expect.stringContaining('OUROBOROS_ALLOWED_ORIGINS') })
  })

  it('lets its own address and named hosts in, but not everything when it listens everywhere', async () => {
    const named = await house({ host: '192.168.7.7', allowedOrigins: ['https://lab.example'] })
    expect((await named.ask('GET', { host: '192.168.7.7:3000' })).status).toBe(200)
    expect((await named.ask('GET', { host: 'lab.example' })).status).toBe(200)
    const everywhere = await house({ host: '0.0.0.0' })
    expect((await everywhere.ask('GET', { host: '0.0.0.0' })).status).toBe(421)
  })

  it('answers a platform\'s probes under any name, and nothing else', async () => {
    const { ask } = await house()
    const host = 'healthcheck.platform.example'
    for (const path of ['/healthz', '/readyz?x', '/api/health']) expect((await ask('GET', { host }, path)).status).toBe(200)
    for (const path of ['/metrics', '/healthz/x', '/api/healthy']) expect((await ask('GET', { host }, path)).status).toBe(421)
  })

  it.each([
    [{}, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'http://localhost:1' }, 403],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://localhost.evil.example' }, 403],
  ])('answers a change from %j with %i', async (headers, status) => {
    const { ask, admitted } = await house()
    expect((await ask('POST', headers)).status).toBe(status)
    expect(admitted()).toBe(status === 200 ? 1 : 0)
  })

  it('takes changes from its own pages', async () => {
    const { ask, port } = await house()
    expect((await ask('POST', { origin: `http://localhost:${port}` })).status).toBe(200)
    // The name under which it is asked and the page's must be the same.
    expect((await ask('POST', { origin: `http://127.0.0.1:${port}` })).status).toBe(403)
  })

  it('opens to named origins alone, with CORS', async () => {
    const { ask } = await house({ allowedOrigins: ['https://front.example'] })
    const own = { origin: 'https://front.example' }
    expect((await ask('POST', own)).headers['access-control-allow-origin']).toBe('https://front.example')
    const before = await ask('OPTIONS', { ...own, 'access-control-request-method': 'POST' })
    expect([before.status, before.headers['access-control-allow-methods'], before.headers['access-control-allow-headers']]).toEqual([204, 'GET, POST, PUT, DELETE', 'content-type'])

    const other = { origin: 'https://other.example' }
    expect((await ask('GET', other)).headers).not.toHaveProperty('access-control-allow-origin')
    expect((await ask('OPTIONS', { ...other, 'access-control-request-method': 'POST' })).headers).not.toHaveProperty('access-control-allow-origin')
    expect((await ask('POST', other)).status).toBe(403)
    expect((await ask('GET', other)).headers['vary']).toContain('Origin')
  })

  it('limits changes, not reading, and says when to come back', async () => {
    const { ask, admitted } = await house({ changes: { count: 3, seconds: 60 } })
    const statuses = []
    for (let count = 0; count < 4; count++) statuses.push((await ask('POST')).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    const refused = await ask('DELETE')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('GET')).status).toBe(200)
    expect(admitted()).toBe(4)
  })

  it('asks of an upgrade that its name and its page are its own', () => {
    const door = openDoor({ host: '127.0.0.1', allowedOrigins: ['https://front.example'] })
    const code = (headers: Record<string, string>) => door.refuses({ headers, url: '/stream/' })?.code ?? null
    expect(code({ host: 'localhost:3000' })).toBeNull()
    expect(code({ host: 'localhost:3000', origin: 'http://localhost:3000' })).toBeNull()
    expect(code({ host: 'localhost:3000', origin: 'https://front.example' })).toBeNull()
    expect(code({ host: 'localhost:3000', origin: 'http://localhost:3001' })).toBe('origin-refused')
    expect(code({ host: 'evil.example', origin: 'http://evil.example' })).toBe('host-refused')
  })
})
