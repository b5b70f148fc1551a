// Against the real server: who may do what over the wire, and what pages of other sites try.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test as base } from '@playwright/test'
import { roles, type Role } from '../../../lib/contract/access.ts'
import { isEnough } from '../../../lib/contract/access.ts'
import { openAccess, type Access } from '../../../lib/gate/access/open-access.ts'
import { operations } from '../../../lib/gate/openapi.ts'
import { roleOf, tokenOf, visitors } from '../../fixtures/gate/visitors.ts'
import { inspect, phone, watchForWrong } from '../page/pretended.ts'
import { ask, startGuarded, type Guarded } from './guarded.ts'

const secret = { operator: 'correct-horse-battery', player: 'break-some-things', viewer: 'only-ever-looking' }
const test = base.extend<object, { lab: Guarded; access: Access }>({
  lab: [async ({}, use) => {
    const lab = await startGuarded({
      OUROBOROS_OPERATOR_PASSWORD: secret.operator, OUROBOROS_PLAYER_PASSWORD: secret.player, OUROBOROS_VIEWER_PASSWORD: secret.viewer, OUROBOROS_LOG_LEVEL: 'info',
    })
    await use(lab)
    await lab.stop()
  }, { scope: 'worker' }],
  // The file that the server has open, too: a session is made here as quickly as a test needs one.
  access: [async ({ lab }, use) => {
    const access = openAccess({ path: join(lab.data, 'access.sqlite'), isOpen: false })
    await use(access)
    access.close()
  }, { scope: 'worker' }],
})

const cookie = (token: string | null): Record<string, string> => (token === null ? {} : { cookie: `ouroboros_session=${token}` })
const json = { 'content-type': 'application/json' }
const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' }
/** As engine.io refuses a WebSocket, whatever the reason. */
const notUpgraded = 400
const socketPath = '/stream/?EIO=4&transport=websocket'
const enter = (access: Access, role: Role) => access.sessions.make({ role, by: 'link', address: '', agent: '' })

for (const [index, visitor] of visitors.entries())
  test(`as ${visitor}, over the wire: every operation as its role says, and the stream`, async ({ lab, access }) => {
    // An address of its own each, or the door would count all of them together.
    const from = `127.0.0.${index + 10}`
    for (const { method, path, role } of operations) {
      const answer = await ask(lab, {
        method, from, path: path.replaceAll(/\{\w+\}/g, 'nothing'), headers: { ...cookie(tokenOf(access, visitor)), ...json },
        ...(method !== 'GET' && { body: '{}' }),
      })
      const name = `${method} ${path}: ${JSON.stringify(answer)}`
      if (isEnough(roleOf[visitor], role)) expect(['sign-in-needed', 'not-allowed', 'rate-limited'], name).not.toContain(answer.code)
      else expect([answer.status, answer.code], name).toEqual(roleOf[visitor] === null ? [401, 'sign-in-needed'] : [403, 'not-allowed'])
    }
    const headers = cookie(tokenOf(access, visitor))
    const isIn = roleOf[visitor] !== null
    expect((await ask(lab, { path: socketPath, headers: { ...headers, ...upgrade } })).status).toBe(isIn ? 101 : notUpgraded)
    expect((await ask(lab, { path: '/stream/?EIO=4&transport=polling', headers })).status).toBe(isIn ? 200 : 403)
    const page = await ask(lab, { path: '/incidents/i-1?x=%3C', headers })
    expect([page.status, page.headers['location']]).toEqual(isIn ? [200, undefined] : [307, '/sign-in?to=%2Fincidents%2Fi-1%3Fx%3D%253C'])
  })

test('a name that somebody else’s page has this machine called by opens nothing (DNS rebinding)', async ({ lab, access }) => {
  const headers = { ...cookie(enter(access, 'operator').token), host: `rebound.evil.example:${lab.port}` }
  for (const path of ['/', '/api/status', '/sign-in', '/api/session', '/metrics']) expect((await ask(lab, { path, headers })).status, path).toBe(421)
  expect((await ask(lab, { method: 'POST', path: '/api/session', headers: { ...headers, ...json }, body: JSON.stringify({ password: secret.operator }) })).status).toBe(421)
  for (const origin of [undefined, `http://rebound.evil.example:${lab.port}`])
    expect((await ask(lab, { path: socketPath, headers: { ...headers, ...upgrade, ...(origin !== undefined && { origin }) } })).status).toBe(notUpgraded)
})

test('a socket from another site’s page is refused, with whatever session', async ({ lab, access }) => {
  for (const token of [null, enter(access, 'operator').token])
    for (const origin of ['https://evil.example', 'null', `http://localhost:${lab.port + 1}`, `http://localhost.evil.example:${lab.port}`]) {
      const headers = { ...cookie(token), origin }
      expect((await ask(lab, { path: socketPath, headers: { ...headers, ...upgrade } })).status, origin).toBe(notUpgraded)
      expect((await ask(lab, { path: '/stream/?EIO=4&transport=polling', headers })).status, origin).toBe(403)
    }
  const own = { ...cookie(enter(access, 'viewer').token), origin: lab.url, ...upgrade }
  expect((await ask(lab, { path: socketPath, headers: own })).status).toBe(101)
})

test('a form of another site’s page changes nothing (CSRF)', async ({ lab, access }) => {
  const headers = cookie(enter(access, 'operator').token)
  const bodies = [
    ['text/plain', '{"organism":"bubble-sort","fault":"sigkill"}'],
    ['application/x-www-form-urlencoded', '{"organism":"bubble-sort","fault":"sigkill","x":"=1"}'],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--'],
    ['application/json', '{"organism":"bubble-sort","fault":"sigkill"}'],
  ] as const
  const counted = () => ask(lab, { path: '/api/commands', headers })
  for (const [type, body] of bodies) {
    for (const site of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }] as Record<string, string>[])
      expect((await ask(lab, { method: 'POST', path: '/api/chaos', from: '127.0.0.30', headers: { ...headers, ...site, 'content-type': type }, body })).status, `${type} ${JSON.stringify(site)}`).toBe(403)
    // From where no browser says where it comes from, the kind of body alone is in the way.
    if (type !== 'application/json') expect((await ask(lab, { method: 'POST', path: '/api/chaos', from: '127.0.0.31', headers: { ...headers, 'content-type': type }, body })).status, type).toBe(415)
  }
  for (const [type, body] of [['text/plain', JSON.stringify({ password: secret.operator })], ['application/x-www-form-urlencoded', `password=${secret.operator}`]] as const)
    expect((await ask(lab, { method: 'POST', path: '/api/session', headers: { 'content-type': type, origin: lab.url }, body })).headers['set-cookie'], type).toBeUndefined()
  expect((await counted()).status).toBe(200)
})

test('whoever sends the address of another is counted at their own', async ({ lab }) => {
  const wrong = (address: string) => ask(lab, { method: 'POST', path: '/api/session', from: '127.0.0.40', headers: { ...json, 'x-ouroboros-address': address, 'x-forwarded-for': address }, body: '{"link":"wrong"}' })
  const statuses: number[] = []
  for (let count = 0; count < 12; count++) statuses.push((await wrong(`192.0.2.${count}`)).status)
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429])
})

test('one signs in by hand, breaks something in one’s own name, and is out when a session is ended', async ({ page, lab, access }) => {
  const wrong = watchForWrong(page)
  await page.goto(`${lab.url}/chaos?organism=bubble-sort&fault=off-by-one`)
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await page.getByLabel('Password').fill(secret.player)
  await page.getByRole('button', { name: 'Come in' }).click()
  await expect(page).toHaveURL(/\/chaos\?organism=bubble-sort&fault=off-by-one/)
  await expect(page.getByRole('status', { name: 'Connection' })).toHaveText(/live/)
  expect((await page.context().cookies())[0]).toMatchObject({ name: 'ouroboros_session', httpOnly: true, sameSite: 'Strict', secure: false })
  await page.getByRole('button', { name: 'Inject' }).click()
  const session = access.sessions.list().find(({ by }) => by === 'password')!
  await expect.poll(async () => {
    const answer = await page.request.get(`${lab.url}/api/events?limit=1000`)
    const { events } = (await answer.json()) as { events: { kind: string; data: { author?: string } }[] }
    return events.flatMap(({ kind, data }) => (kind === 'command-claim' ? [data.author] : []))
  }).toContain(`player-${session.id}`)
  access.sessions.revoke(session.id)
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fchaos/)
  expect(wrong).toEqual([])
})

test('no page breaks its own policy, and each has a nonce of its own', async ({ page, context, lab, access }) => {
  await context.addCookies([{ name: 'ouroboros_session', value: enter(access, 'operator').token, url: lab.url }])
  const violations: string[] = []
  await page.exposeFunction('tellViolation', (what: string) => void violations.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      void (globalThis as unknown as { tellViolation: (what: string) => void }).tellViolation(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sourceFile}`)
    })
  })
  const nonces = new Set<string>()
  const rooms = ['/', '/organisms', '/organisms/bubble-sort?of=healing', '/organisms/bubble-sort?of=source', '/incidents', '/genomes', '/genomes?genome=bubble-sort.g0001', '/chaos?fault=off-by-one', '/settings', '/sign-in?link=x', '/nowhere']
  for (const path of rooms) {
    const answer = await page.goto(lab.url + path)
    const policy = answer!.headers()['content-security-policy'] ?? ''
    const [, nonce = ''] = /script-src 'self' 'nonce-([0-9a-f]{32})' 'strict-dynamic';/.exec(policy) ?? []
    expect(nonce, path).not.toBe('')
    expect(policy, path).not.toContain('unsafe-eval')
    nonces.add(nonce)
    await page.waitForLoadState('networkidle').catch(() => undefined)
  }
  expect(nonces.size).toBe(rooms.length)
  expect(violations).toEqual([])
})

test('no password is in anything that the server keeps, says or hands on', async ({ lab }) => {
  for (const role of roles) {
    const answer = await ask(lab, { method: 'POST', path: '/api/session', from: '127.0.0.50', headers: { ...json, origin: lab.url }, body: JSON.stringify({ password: secret[role] }) })
    expect(answer.status).toBe(200)
  }
  const passwords = Object.values(secret)
  const has = (text: string): string[] => passwords.filter((password) => text.includes(password))
  const files = readdirSync(lab.data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of files) expect(has(readFileSync(join(file.parentPath, file.name), 'latin1')), file.name).toEqual([])
  expect(has(lab.said())).toEqual([])
  // Every process that came of it: the core, and organisms.
  const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isChildOf(Number(pid), lab.child.pid!))
  expect(children.length).toBeGreaterThan(0)
  for (const pid of children) expect(has(read(`/proc/${pid}/environ`)), pid).toEqual([])
})

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
function isChildOf(pid: number, ancestor: number): boolean {
  const parent = Number(/\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1] ?? 0)
  return parent === ancestor || (parent > 1 && isChildOf(parent, ancestor))
}

test.describe('a server that others reach and that has no password', () => {
  test('prints a link that lets one operator in, once, and nobody without it', async ({ page, context }) => {
    const lab = await startGuarded({ OUROBOROS_LOG_LEVEL: 'error' }, '--host', '0.0.0.0')
    try {
      expect(lab.said()).toMatch(/^ready http:\/\/localhost:\d+\n/m)
      await expect.poll(lab.said).toContain('/sign-in?link=')
      const link = /^\s+(http:\/\/localhost:\d+\/sign-in\?link=[\w-]{43})$/m.exec(lab.said())![1]!
      expect((await ask(lab, { path: '/api/status' })).status).toBe(401)
      await page.setViewportSize(phone)
      await page.goto(link)
      // Looked at by others first: that uses nothing up.
      await ask(lab, { path: new URL(link).pathname + new URL(link).search })
      await inspect(page, 'lab-invited')
      await page.getByRole('button', { name: 'Come in' }).click()
      await expect(page.getByRole('button', { name: 'Signed in as operator' })).toBeVisible()
      await context.clearCookies()
      await page.goto(link)
      await page.getByRole('button', { name: 'Come in' }).click()
      await expect(page.getByText('That did not let you in.')).toBeVisible()
    } finally {
      await lab.stop()
    }
  })
})
