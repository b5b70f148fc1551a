// What is asked of a signed-in visitor beyond the role: limits of a player, whose name a command bears, tries, cookies.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../../lib/contract/access.ts'
import { attemptLimits } from '../../../lib/gate/access/attempts.ts'
import { changesOfOne } from '../../../lib/gate/access/open-access.ts'
import { injectFault, undoFault } from '../../../lib/gate/operations/chaos.ts'
import { readCommand } from '../../../lib/gate/operations/commands.ts'
import { endSession, listSessions, readSession, revokeSession, startSession } from '../../../lib/gate/operations/sessions.ts'
import type { Operation } from '../../../lib/gate/operation.ts'
import { route } from '../../../lib/gate/route.ts'
import { openApiLab } from '../../fixtures/gate/api-lab.ts'

let house: Awaited<ReturnType<typeof openApiLab>>
beforeEach(async () => {
  house = await openApiLab({ isOpen: false })
  house.start()
  await house.addOrganism('bubble-sort')
  await house.append(
    { organism: null, incident: null, kind: 'core-start', data: { pid: 1, tier: 2, seed: 1, version: '1' } },
    { organism: 'bubble-sort', incident: null, kind: 'organism-state', data: { from: null, to: 'healthy', reason: 'x' } },
  )
})
afterEach(() => house.close())

const enter = (role: Role) => house.lab.access.sessions.make({ role, by: 'password', address: '192.0.2.1', agent: 'x' })

async function ask(operation: Operation, token: string | null, { body, id, headers = {} }: { body?: unknown; id?: string; headers?: Record<string, string> } = {}) {
  const answer = await route(() => house.lab, operation)[operation.method](new Request('http://localhost/api', {
    method: operation.method,
    headers: { 'content-type': 'application/json', ...(token !== null && { cookie: `ouroboros_session=${token}` }), ...headers },
    ...(operation.method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
  }), { params: Promise.resolve(id === undefined ? {} : { id }) })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, never> }
}

const fault = { organism: 'bubble-sort', fault: 'off-by-one' }
const inject = (token: string, more: object = {}) => ask(injectFault, token, { body: { ...fault, ...more } }).then(({ status, body }) => (status === 202 ? 'accepted' : `${status} ${String(body.code)}`))

describe('a player', () => {
  test('breaks things up to an intensity and for a time', async () => {
    const { token } = enter('player')
    expect(await inject(token, { intensity: 4 })).toBe('403 over-limit')
    expect(await inject(token, { ttlMs: 120_001 })).toBe('403 over-limit')
    expect(await inject(token, { intensity: 3, ttlMs: 120_000 })).toBe('accepted')
  })

  test('whoever names no time gets no more than a player’s', async () => {
    await inject(enter('player').token)
    expect(house.lab.desk.recent(1)[0]?.request).toMatchObject({ kind: 'chaos-inject', ttlMs: 120_000 })
    await inject(enter('operator').token)
    expect(house.lab.desk.recent(1)[0]?.request).not.toHaveProperty('ttlMs')
  })

  test('has one fault at a time, counted before a core has carried it out, and however many are asked for at once', async () => {
    const { token } = enter('player')
    expect((await Promise.all([1, 2, 3, 4].map(() => inject(token)))).toSorted()).toEqual(['403 over-limit', '403 over-limit', '403 over-limit', 'accepted'])
    // Another player has one, too, and an operator has no such limit.
    expect(await inject(enter('player').token)).toBe('accepted')
    expect([await inject(enter('operator').token, { intensity: 5, ttlMs: 3_600_000 }), await inject(enter('operator').token)]).toEqual(['accepted', 'accepted'])
  })

  test('takes back the own fault and no other’s', async () => {
    const [mine, other] = [enter('player'), enter('player')]
    await inject(mine.token)
    const ledger = house.start()
    const command = await ledger.claim()
    expect(command?.author).toBe(`player-${mine.id}`)
    await house.append({
      organism: 'bubble-sort', incident: null, kind: 'fault-prepare',
      data: { injection: 'in-1', fault: 'off-by-one', class: 'code', label: 'Off by one', seed: 1, intensity: 2, ttlMs: 5000, undo: 'by itself', summary: 'x' },
    })
    await ledger.finish(command!.id, 'done', { message: 'in force', injection: 'in-1' })
    const undo = (token: string) => ask(undoFault, token, { id: 'in-1' }).then(({ status }) => status)
    expect([await undo(other.token), await inject(mine.token), await undo(mine.token), await undo(enter('operator').token)]).toEqual([403, expect.stringMatching(/40[39]/), 202, 202])
  })
})

test('a command bears the name of who asked', async () => {
  const { id, token } = enter('operator')
  const { body } = await ask(injectFault, token, { body: fault })
  expect((await ask(readCommand, token, { id: String(body['command']) })).body).toMatchObject({ author: `operator-${id}` })
})

describe('signing in', () => {
  beforeEach(() => house.lab.access.passwords.set({ operator: 'correct horse' }))
  const from = (address: string, more: Record<string, string> = {}) => ({ 'x-ouroboros-address': address, ...more })

  test('gives a cookie that is worth a session, and says who one is', async () => {
    const { status, headers, body } = await ask(startSession, null, { body: { password: 'correct horse' }, headers: from('192.0.2.7', { 'user-agent': 'a browser', origin: 'https://lab.example' }) })
    const cookie = headers.get('set-cookie') ?? ''
    expect([status, body]).toEqual([200, expect.objectContaining({ role: 'operator', isOpen: false })])
    expect(cookie).toMatch(/^ouroboros_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800; Secure$/)
    expect(JSON.stringify(body)).not.toContain(/=([\w-]{43})/.exec(cookie)![1])
    const token = /=([\w-]{43})/.exec(cookie)![1]!
    expect((await ask(readSession, token)).body).toEqual(body)
    expect((await ask(listSessions, token)).body['sessions']).toEqual([expect.objectContaining({ role: 'operator', by: 'password', address: '192.0.2.7', agent: 'a browser', isOwn: true, revokedAt: null })])
    const out = await ask(endSession, token)
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await ask(readSession, token)).status).toBe(401)
  })

  test('never says which part was wrong, and is limited, also for who is right then', async () => {
    const said = new Set<string>()
    for (const body of [{ password: 'wrong' }, { password: 'correct hors' }, { link: 'wrong' }, { link: 'A'.repeat(43) }]) {
      const { status, body: problem, headers } = await ask(startSession, null, { body, headers: from('192.0.2.8') })
      expect([status, headers.get('set-cookie')]).toEqual([401, null])
      said.add(JSON.stringify(problem))
    }
    expect(said.size).toBe(1)
    for (let count = 4; count < attemptLimits.ofOne; count++) await ask(startSession, null, { body: { link: 'x' }, headers: from('192.0.2.8') })
    const { status, headers } = await ask(startSession, null, { body: { password: 'correct horse' }, headers: from('192.0.2.8') })
    expect(status).toBe(429)
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(startSession, null, { body: { password: 'correct horse' }, headers: from('192.0.2.9') })).status).toBe(200)
  })

  test.each([{}, { password: '' }, { password: 7 }, { password: 'x'.repeat(201) }, { password: 'a', link: 'b' }, { user: 'a', password: 'b' }, []])('takes no %j', async (body) => {
    expect((await ask(startSession, null, { body })).status).toBe(400)
  })

  test('tells no password, link or token in what is logged', async () => {
    await ask(startSession, null, { body: { password: 'hush-hush' } })
    const { token } = enter('operator')
    await ask(readSession, token)
    expect(JSON.stringify(house.logged)).not.toMatch(new RegExp(`hush|${token}`))
  })
})

test('a session that is ended by an operator is refused at its next request', async () => {
  const [mine, theirs] = [enter('operator'), enter('player')]
  expect((await ask(revokeSession, mine.token, { id: theirs.id })).status).toBe(200)
  expect((await ask(readSession, theirs.token)).status).toBe(401)
  expect((await ask(revokeSession, mine.token, { id: '00000000' })).body).toMatchObject({ code: 'session-unknown' })
})

test('changes of one session are limited, with a word when to come back', async () => {
  const { token } = enter('operator')
  const answers = await Promise.all(Array.from({ length: changesOfOne.count + 1 }, () => ask(undoFault, token, { id: 'nothing' })))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
  expect(Number(answers.find(({ status }) => status === 429)!.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask(undoFault, enter('operator').token, { id: 'nothing' })).status).toBe(404)
})

describe('an open server', () => {
  test('knows everybody for an operator, and needs nobody to sign in', async () => {
    await house.close()
    house = await openApiLab()
    expect((await ask(readSession, null)).body).toEqual({ role: 'operator', isOpen: true, author: 'operator', session: null, expiresAt: null })
    expect((await ask(startSession, null, { body: { password: 'anything' } })).body).toMatchObject({ code: 'sign-in-needless' })
    expect((await ask(listSessions, null)).body).toEqual({ sessions: [] })
    expect((await ask(endSession, null)).status).toBe(200)
  })
})
