import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attemptLimits } from '../../../lib/gate/access/attempts.ts'
import { linkLifeMs } from '../../../lib/gate/access/links.ts'
import { changesOfOne, openAccess, type Access } from '../../../lib/gate/access/open-access.ts'
import { openGateAccess } from '../../../lib/gate/access/open-gate-access.ts'
import { sessionMs } from '../../../lib/gate/access/sessions.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

let now = Date.now()
let path: string
let access: Access
const again = (): Access => openAccess({ path, isOpen: false, now: () => now })
beforeEach(() => {
  now = Date.now()
  path = join(temporaryFolder('access'), 'access.sqlite')
  access = again()
})
afterEach(() => access.close())

const role = (way: { password: string } | { link: string }, from = '192.0.2.1') => access.letIn(way, from).then((found) => (found !== null && 'role' in found ? found.role : found))
const asToken = (token: string) => access.visitorOf((name) => (name === 'cookie' ? `ouroboros_session=${token}` : null))
const make = (lastsMs?: number) => access.sessions.make({ role: 'player', by: 'link', address: '192.0.2.1', agent: 'x', ...(lastsMs !== undefined && { lastsMs }) })

describe('a session', () => {
  test('is who shows its token, as a cookie or as a bearer, until it is revoked', () => {
    const { id, token } = make()
    expect(asToken(token)).toMatchObject({ role: 'player', author: `player-${id}`, session: id })
    expect(access.visitorOf((name) => (name === 'authorization' ? `Bearer ${token}` : null)).role).toBe('player')
    expect(access.sessions.revoke(id)).toBe(true)
    expect(asToken(token)).toMatchObject({ role: null, session: null })
    expect(access.sessions.revoke(id)).toBe(true)
    expect(access.sessions.revoke('00000000')).toBe(false)
  })

  test('is over when its time is, however much it is used, and is listed for a while', () => {
    const { token } = make()
    for (let day = 0; day < 6; day++) {
      now += 24 * 3_600_000
      expect(asToken(token).role).toBe('player')
    }
    expect(access.sessions.list()[0]).toMatchObject({ seenAt: now })
    now += sessionMs
    expect(asToken(token).role).toBeNull()
    now += sessionMs
    make()
    expect(access.sessions.list()).toHaveLength(1)
  })

  test('leaves nothing in the file by which somebody could come in', () => {
    const { token } = make()
    const link = access.links.make('operator', 'invite')
    access.close()
    const bytes = readFileSync(path, 'latin1') 
    expect(bytes).not.toContain(token)
    expect(bytes).not.toContain(link)
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  test.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(500)}`, 'é', '"; drop table sessions'])('nobody is who shows %j', (token) => {
    make()
    expect(asToken(token).role).toBeNull()
  })
})

describe('a link', () => {
  test('lets one in, once, even if many come at once', async () => {
    const link = access.links.make('player', 'invite')
    const other = again()
    const found = await Promise.all(Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? access : other).letIn({ link }, `192.0.2.${index}`)))
    expect(found.filter((each) => each !== null)).toEqual([{ role: 'player' }])
    other.close()
  })

  test('is good for an hour; the one that a server prints until its next start', async () => {
    const [late, first] = [access.links.make('player', 'invite'), access.links.make('operator', 'start')]
    const second = access.links.make('operator', 'start')
    now += linkLifeMs.invite
    expect(await role({ link: late })).toBeNull()
    expect(await role({ link: first })).toBeNull()
    expect(await role({ link: second })).toBe('operator')
  })
})

describe('a password', () => {
  beforeEach(() => access.passwords.set({ operator: 'correct horse', viewer: 'just looking' }))

  test('is that of a role, and no other is', async () => {
    expect(await role({ password: 'correct horse' })).toBe('operator')
    expect(await role({ password: 'just looking' })).toBe('viewer')
    for (const password of ['correct hors', 'correct horse ', 'x', '\0']) expect(await role({ password })).toBeNull()
    // As a link it is none.
    expect(await role({ link: 'correct horse' })).toBeNull()
  })

  test('another one at the next start ends what came of the last one, and that alone', async () => {
    const byPassword = access.sessions.make({ role: 'operator', by: 'password', address: '', agent: '' }).token
    const byLink = access.sessions.make({ role: 'operator', by: 'link', address: '', agent: '' }).token
    const viewer = access.sessions.make({ role: 'viewer', by: 'password', address: '', agent: '' }).token
    const { announce } = await openGateAccess({ accessPath: path, isOpen: false }, { operator: 'another horse', viewer: 'just looking' })
    expect([byPassword, byLink, viewer].map((token) => asToken(token).role)).toEqual([null, 'operator', 'viewer'])
    expect(await role({ password: 'correct horse' })).toBeNull()
    expect(announce({ port: 81, allowedOrigins: [] })).toBeNull()
    expect(access.origin()).toBe('http://localhost:81')
  })

  test('where there is none any more, one link is made, for an operator', async () => {
    const { announce } = await openGateAccess({ accessPath: path, isOpen: false }, {})
    const said = announce({ port: 81, allowedOrigins: [] })!
    const link = /http:\/\/localhost:81\/sign-in\?link=([\w-]{43})\n/.exec(said)![1]!
    expect(await role({ password: 'correct horse' })).toBeNull()
    expect([await role({ link }), await role({ link })]).toEqual(['operator', null])
    expect(announce({ port: 81, allowedOrigins: ['https://lab.example'] })).toContain('https://lab.example/sign-in?link=')
  })
})

describe('tries', () => {
  test('that fail are counted for one address, right ones are not, and a new process forgets nothing', async () => {
    await access.passwords.set({ operator: 'correct horse' })
    expect(await role({ password: 'correct horse' })).toBe('operator')
    for (let count = 0; count < attemptLimits.ofOne; count++) expect(await role({ link: 'wrong' })).toBeNull()
    expect(await role({ password: 'correct horse' })).toMatchObject({ waitMs: expect.any(Number) })
    expect(await role({ password: 'correct horse' }, '192.0.2.2')).toBe('operator')
    access.close()
    access = again()
    expect(await role({ password: 'correct horse' })).toHaveProperty('waitMs')
    // Who has a link is not kept out by somebody's guessing.
    expect(await role({ link: access.links.make('viewer', 'invite') })).toBe('viewer')
  })

  test('many at once are no way around the limit', async () => {
    const found = await Promise.all(Array.from({ length: 3 * attemptLimits.ofOne }, () => role({ link: 'wrong' })))
    expect(found.filter((each) => each === null)).toHaveLength(attemptLimits.ofOne)
  })

  test('from many addresses are limited together', async () => {
    const found: unknown[] = []
    for (let count = 0; count < attemptLimits.ofAll + 20; count++) found.push(await role({ link: 'wrong' }, `192.0.2.${count}`))
    expect(found.filter((each) => each === null)).toHaveLength(attemptLimits.ofAll)
  })
})

test('changes of one session are limited, and nobody else’s', async () => {
  const [one, other] = [make(), make()].map(({ token }) => asToken(token))
  const waits = await Promise.all(Array.from({ length: changesOfOne.count + 1 }, () => access.countChange(one!)))
  expect(waits.filter((wait) => wait > 0)).toHaveLength(1)
  expect(await access.countChange(other!)).toBe(0)
})

test('an open server keeps nothing and asks nobody', () => {
  const open = openAccess({ path: '/nowhere/access.sqlite', isOpen: true })
  expect(open.visitorOf(() => null)).toMatchObject({ role: 'operator', author: 'operator', session: null })
})

test('a file that cannot be read lets nobody in', () => {
  const closed = openAccess({ path: '/nowhere/access.sqlite', isOpen: false })
  expect(closed.visitorOf((name) => (name === 'cookie' ? 'ouroboros_session=x' : null)).role).toBeNull()
})
