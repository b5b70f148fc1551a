import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scenarioSchema, type Scenario } from '../../../lib/contract/factory/scenario.ts'
import { runScenario } from '../../../lib/factory/check/run-scenario.ts'
import type { LogLine } from '../../../lib/factory/runner/runner.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'

/** A service that tells back what it was asked, and says hello on /token. */
let server: Server
const seen: { method: string; url: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = []
const log: LogLine[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => { body += chunk.toString() })
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      log.push({ component: 'echo', stream: 'stdout', text: `${request.method} ${request.url}` })
      response.writeHead(request.url === '/gone' ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(request.url === '/token' ? { token: 'abc', rows: [{ id: 7 }] } : { asked: request.url, body }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

const played = async (steps: unknown[], of: string | null = 'echo', runCommand: Parameters<typeof runScenario>[2]['runCommand'] = null) => {
  const scenario: Scenario = scenarioSchema.parse({ id: 's', title: 's', of, iteration: 1, timeoutMs: 300, steps })
  const end = await runScenario(scenario, 'name', { clock, runCommand, app: { port: () => (server.address() as AddressInfo).port, log: () => log } })
  return end.failure
}

describe('a request', () => {
  test('of one component is a rehearsal, of the whole app is none', async () => {
    seen.length = 0
    await played([{ ask: 'echo', path: '/a', expect: { status: 200 } }])
    await played([{ ask: 'echo', path: '/a', expect: { status: 200 } }], null)
    expect(seen.map(({ headers }) => headers['x-probe'])).toEqual(['name', undefined])
  })

  test('takes what earlier answers told, and leaves all other braces alone', async () => {
    seen.length = 0
    expect(await played([
      { ask: 'echo', path: '/token', expect: { status: 200 }, keep: { token: 'token', row: 'rows.0.id' } },
      { ask: 'echo', method: 'PUT', path: '/rows/{row}', headers: { authorization: 'Bearer {token}' }, json: { a: { b: '{nobody}' } }, expect: { status: 200, has: ['/rows/{row}'] } },
    ], null)).toBeNull()
    expect(seen[1]).toMatchObject({ url: '/rows/7', body: '{"a":{"b":"{nobody}"}}', headers: { authorization: 'Bearer abc' } })
  })

  test.each([
    [{ path: '/gone', expect: { status: 200 } }, /status 404, not 200/],
    [{ path: '/a', expect: { status: 200, json: { asked: '/b' } } }, /asked is "\/a", not "\/b"/],
    [{ path: '/a', expect: { status: 200, has: ['nothing like it'] } }, /has no “nothing like it”/],
    [{ path: '/a', expect: { status: 200, hasNot: ['asked'] } }, /has “asked”/],
    [{ path: '/a', expect: { status: 200 }, keep: { x: 'no.such' } }, /there is no no\.such in the answer/],
  ])('%j fails', async (step, message) => {
    expect((await played([{ ask: 'echo', ...step }]))?.what).toMatch(message)
  })

  test('that nobody answers fails, and what stands behind it is not asked', async () => {
    seen.length = 0
    expect(await played([{ ask: 'echo', path: '/gone', expect: { status: 200 } }, { ask: 'echo', path: '/later', expect: { status: 200 } }])).toMatchObject({ step: 0 })
    expect(seen).toHaveLength(1)
  })
})

test('a look at the output sees only what was said since the scenario began', async () => {
  log.push({ component: 'echo', stream: 'stderr', text: 'an old complaint' })
  expect(await played([{ ask: 'echo', path: '/b', expect: { status: 200 } }, { log: 'echo', has: ['GET /b'], hasNot: ['an old complaint'] }])).toBeNull()
  expect((await played([{ log: 'echo', has: ['GET /b'] }]))?.what).toMatch(/has no “GET \/b”/)
  setTimeout(() => log.push({ component: 'echo', stream: 'stdout', text: 'comes late' }), 50)
  expect(await played([{ log: 'echo', has: ['comes late'] }])).toBeNull()
})

test('a command is run where it can be, and told where it cannot', async () => {
  expect((await played([{ run: ['node', '-v'] }]))?.what).toMatch(/cannot be run here/)
  expect(await played([{ run: ['node', '-v'], has: ['v26'] }], null, async () => ({ exitCode: 0, timedOut: false, output: 'v26.0.0' }))).toBeNull()
  expect((await played([{ run: ['false'] }], null, async () => ({ exitCode: 1, timedOut: false, output: 'no' })))?.what).toMatch(/exit code 1, not 0/)
})
