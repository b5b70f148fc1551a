// Outside actions at the gate: who may ask, for what, and what is written down. Nothing is run here.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isEnough } from '../../../lib/contract/access.ts'
import type { ActionProgram } from '../../../lib/contract/action.ts'
import { problemSchema } from '../../../lib/contract/api.ts'
import { operations } from '../../../lib/gate/openapi.ts'
import { route } from '../../../lib/gate/route.ts'
import { openApiLab } from '../../fixtures/gate/api-lab.ts'
import { roleOf, tokenOf, visitors } from '../../fixtures/gate/visitors.ts'

let house: Awaited<ReturnType<typeof openApiLab>>
afterEach(() => house.close())

const ours = operations.filter(({ path }) => path === '/api/actions')
async function ask(method: 'GET' | 'POST', body?: unknown, headers: Record<string, string> = {}, query = '') {
  const request = new Request(`http://localhost/api/actions${query}`, { method, headers: { 'content-type': 'application/json', ...headers }, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }) })
  const answer = await route(() => house.lab, ...ours)[method](request, { params: Promise.resolve({}) })
  const said = await answer.json() as Record<string, unknown>
  return { status: answer.status, location: answer.headers.get('location'), body: said, code: answer.status >= 400 ? problemSchema.parse(said).code : null }
}
const allow = (...programs: ActionProgram[]): void => void (house.lab.config = { ...house.lab.config, actions: programs })
const status = { program: 'git', args: ['status', '--short'] }

describe('who signs in', () => {
  beforeEach(async () => {
    house = await openApiLab({ isOpen: false })
    house.start()
    allow('git')
  })

  test.each(visitors)('as %s', async (visitor) => {
    const token = tokenOf(house.lab.access, visitor)
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
    const refused = roleOf[visitor] === null ? [401, 'sign-in-needed'] : [403, 'not-allowed']
    const mayAsk = isEnough(roleOf[visitor], 'operator')
    const [asked, listed] = [await ask('POST', status, headers), await ask('GET', undefined, headers)]
    expect([asked.status, asked.code]).toEqual(mayAsk ? [202, null] : refused)
    expect([listed.status, listed.code]).toEqual(mayAsk ? [200, null] : refused)
    expect(house.lab.desk.recent(10)).toHaveLength(mayAsk ? 1 : 0)
    if (mayAsk) expect(house.lab.desk.recent(1)[0]).toMatchObject({ kind: 'action-run', role: 'operator', author: expect.stringContaining('operator'), state: 'queued' })
  })
})

describe('where everybody may do everything', () => {
  beforeEach(async () => {
    house = await openApiLab()
    house.start()
  })

  test('nothing is allowed unless it is named: the refusal says where', async () => {
    for (const program of ['shell', 'git', 'docker', 'ollama']) {
      const refused = await ask('POST', { ...status, program })
      expect([refused.status, refused.code]).toEqual([403, 'action-forbidden'])
      expect(refused.body).toMatchObject({ detail: expect.stringContaining(program), wayOut: expect.stringContaining('OUROBOROS_ACTIONS') })
    }
    expect(house.lab.desk.recent(10)).toEqual([])
    expect((await ask('GET')).body).toEqual({ allowed: [], recent: [] })
    allow('git', 'docker')
    expect((await ask('POST', { ...status, program: 'shell' })).code).toBe('action-forbidden')
  })

  test('what is allowed is on the desk, as it was said, with the reason that was given', async () => {
    allow('git', 'shell')
    const args = ['-c', '$(id); rm -rf "/" | é\n']
    const accepted = await ask('POST', { program: 'shell', args, timeoutMs: 5000 }, { 'ouroboros-reason': encodeURIComponent('to see, à propos') })
    expect(accepted).toMatchObject({ status: 202, location: `/api/commands/${String(accepted.body.command)}` })
    expect(house.lab.desk.read(String(accepted.body.command))).toMatchObject({ request: { kind: 'action-run', program: 'shell', args, timeoutMs: 5000 }, reason: 'to see, à propos' })
    await ask('POST', status)
    house.lab.desk.insert({ kind: 'chaos-stop' }, { author: 'you' })
    const listed = (await ask('GET')).body as { allowed: string[]; recent: { request: { program: string; timeoutMs: number } }[] }
    expect(listed.allowed).toEqual(['git', 'shell'])
    expect(listed.recent.map(({ request }) => [request.program, request.timeoutMs])).toEqual([['git', 30_000], ['shell', 5000]])
    expect(((await ask('GET', undefined, {}, '?limit=1')).body as { recent: unknown[] }).recent).toHaveLength(1)
    expect((await ask('GET', undefined, {}, '?limit=0')).code).toBe('request-invalid')
  })

  test.each<[string, unknown]>([
    ['no JSON', 'git status'], ['nothing', ''], ['null', null], ['a list', [status]], ['no program', { args: ['x'] }], ['no arguments', { program: 'git' }], ['an empty list', { program: 'git', args: [] }],
    ['a line in the place of arguments', { program: 'git', args: 'status' }], ['an argument that is no text', { program: 'git', args: [1] }], ['one with a zero byte', { program: 'git', args: ['a\0b'] }],
    ['one that is too long', { program: 'git', args: ['x'.repeat(2001)] }], ['too many', { program: 'git', args: Array(51).fill('x') }], ['another program', { program: 'rm', args: ['-rf', '/'] }],
    ['a path as a program', { program: '/usr/bin/git', args: ['x'] }], ['a field too many', { ...status, env: { PATH: '/evil' } }], ['a folder', { ...status, cwd: '/' }],
    ['no time at all', { ...status, timeoutMs: 0 }], ['too much time', { ...status, timeoutMs: 600_001 }], ['time that is no number', { ...status, timeoutMs: '9' }], ['time that is not whole', { ...status, timeoutMs: 1000.5 }],
  ])('refuses %s', async (_what, body) => {
    allow('git', 'shell', 'docker', 'ollama')
    const { status: answer, code } = await ask('POST', body ?? 'null')
    expect([answer, code]).toEqual([400, 'request-invalid'])
    expect(house.lab.desk.recent(1)).toEqual([])
  })

  test('refuses what is no JSON by its name, or too much', async () => {
    allow('git')
    expect((await ask('POST', status, { 'content-type': 'text/plain' })).code).toBe('media-refused')
    expect((await ask('POST', { ...status, args: [JSON.stringify('x'.repeat(70_000))] })).code).toBe('body-too-large')
  })
})
