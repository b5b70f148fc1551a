import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSocketServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { ServiceTask } from '../../lib/contract/spec.ts'
import { askService } from '../../lib/process/ask-service.ts'
import { systemClock } from '../../lib/process/clock.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listen(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> => listen(createServer(answer))
const ask = (port: number, task: Partial<ServiceTask> = {}, timeoutMs = 5_000) => askService(port, { method: 'GET', path: '/', ...task }, timeoutMs, systemClock)

test('sends what it is told, and gives back status and body', async () => {
  const seen: unknown[] = []
  const port = await serve((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => { body += chunk.toString() }).on('end', () => {
      seen.push({ method: request.method, url: request.url, body, colour: request.headers['x-colour'], connection: request.headers.connection })
      response.writeHead(201).end('made')
    })
  })
  expect(await ask(port, { method: 'PUT', path: '/a?b=c%20d', body: '{"x":1}', headers: { 'x-colour': 'green' } })).toMatchObject({ ok: true, value: { status: 201, body: 'made' } })
  expect(seen).toEqual([{ method: 'PUT', url: '/a?b=c%20d', body: '{"x":1}', colour: 'green', connection: 'close' }])
})

test.each<[string, string | undefined, string, unknown]>([
  ['JSON where the answer says so', 'application/json; charset=utf-8', '{"a":[1]}', { a: [1] }],
  ['what claims to be JSON and is not, as text', 'application/json', '{"a":', '{"a":'],
  ['text that looks like JSON, as text', 'text/plain', '{"a":1}', '{"a":1}'],
  ['nothing said of its kind, as text', undefined, '7', '7'],
])('reads %s', async (_what, type, text, body) => {
  const port = await serve((_request, response) => response.writeHead(200, type === undefined ? {} : { 'content-type': type }).end(text))
  expect(await ask(port)).toMatchObject({ ok: true, value: { status: 200, body } })
})

test('an empty answer, an error status and a redirect are answers; a redirect is not followed', async () => {
  const asked: (string | undefined)[] = []
  const port = await serve((request, response) => {
    asked.push(request.url)
    const status = Number(request.url?.slice(1))
    response.writeHead(status, status === 302 ? { location: '/200' } : {}).end()
  })
  for (const status of [204, 302, 404, 500]) expect(await ask(port, { path: `/${status}` })).toMatchObject({ ok: true, value: { status, body: '' } })
  expect(asked).toEqual(['/204', '/302', '/404', '/500'])
})

test.each([['//example.com/x'], ['http://example.com/'], ['http://127.0.0.1:9/']])('never leaves the service it was given: %s', async (path) => {
  let asked = 0
  const port = await serve((_request, response) => { asked += 1; response.end() })
  const answer = await ask(port, { path })
  expect(answer).toMatchObject({ ok: false, failure: { name: 'TypeError', message: expect.stringContaining('leads away') } })
  expect(asked).toBe(0)
})

test('no answer in time: neither a header, nor the rest of a body', async () => {
  const port = await serve((request, response) => { if (request.url === '/half') response.writeHead(200).write('half') })
  for (const path of ['/none', '/half']) {
    expect(await ask(port, { path }, 80)).toMatchObject({ ok: false, failure: { phase: 'perform', name: 'TimeoutError', code: 'ETIMEDOUT', message: `no answer on ${path} within 80 ms` } })
  }
})

test('nobody listens: the socket’s own code', async () => {
  const port = await listen(createSocketServer())
  await new Promise((resolve) => servers.pop()?.close(resolve))
  expect(await ask(port)).toMatchObject({ ok: false, failure: { code: 'ECONNREFUSED' } })
})

test('a connection that breaks off, and what is no HTTP', async () => {
  const broken = await serve((request) => request.socket.destroy())
  expect(await ask(broken)).toMatchObject({ ok: false, failure: { code: expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/) } })
  const nonsense = await listen(createSocketServer((socket) => { socket.on('error', () => socket.destroy()).end('hello\r\n\r\n') }))
  const answer = await ask(nonsense)
  expect(answer.ok).toBe(false)
})

test('an answer that is too large is cut off', async () => {
  let isClosed: () => void = () => undefined
  const closed = new Promise<void>((resolve) => { isClosed = resolve })
  const port = await serve((_request, response) => {
    const more = (): void => { while (response.write(Buffer.alloc(65_536, 'x'))); }
    response.on('drain', more).on('close', isClosed).writeHead(200)
    more()
  })
  expect(await ask(port)).toMatchObject({ ok: false, failure: { name: 'RangeError', message: 'the answer is larger than 1000000 bytes' } })
  await closed
})

test('a request that cannot be made is a failure, not a rejection', async () => {
  const port = await serve((_request, response) => response.end())
  for (const task of [{ body: 'a GET has none' }, { method: 'GET bad' }, { headers: { 'x-bad': 'a\nb' } }]) expect(await ask(port, task)).toMatchObject({ ok: false, failure: { name: 'TypeError' } })
})
