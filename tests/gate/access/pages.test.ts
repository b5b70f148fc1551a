// What a page's server says to who has not signed in. It is a courtesy: handlers and stream ask on their own.
import { join } from 'node:path'
import { NextRequest } from 'next/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openAccess, type Access } from '../../../lib/gate/access/open-access.ts'
import { proxy } from '../../../proxy.ts'
import { roleOf, tokenOf, visitors } from '../../fixtures/gate/visitors.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

let access: Access
beforeEach(() => {
  const data = temporaryFolder('pages')
  vi.stubEnv('OUROBOROS_DATA', data)
  vi.stubEnv('OUROBOROS_OPERATOR_PASSWORD', 'correct horse')
  access = openAccess({ path: join(data, 'access.sqlite'), isOpen: false })
})
afterEach(() => {
  access.close()
  vi.unstubAllEnvs()
})

const visit = (path: string, token: string | null = null) =>
  proxy(new NextRequest(`http://localhost:3000${path}`, { headers: { host: 'localhost:3000', ...(token !== null && { cookie: `ouroboros_session=${token}` }) } })).headers.get('location')

test.each(visitors)('%s is led to sign in, or on', (visitor) => {
  expect(visit('/chaos?fault=off-by-one', tokenOf(access, visitor))).toBe(roleOf[visitor] === null ? 'http://localhost:3000/sign-in?to=%2Fchaos%3Ffault%3Doff-by-one' : null)
})

test('the page to sign in at, and what it shows, are for anybody', () => {
  for (const path of ['/sign-in', '/sign-in?link=x', '/ouroboros.svg']) expect(visit(path)).toBeNull()
  expect(visit('/')).toBe('http://localhost:3000/sign-in')
  expect(visit('/sign-in/x')).not.toBeNull()
})

test('nobody is led away where all may come in, nor where only the engine elsewhere could tell', () => {
  vi.stubEnv('WATCHER_URL', 'https://engine.example.org')
  expect(visit('/chaos')).toBeNull()
  vi.stubEnv('WATCHER_URL', '')
  vi.stubEnv('OUROBOROS_OPERATOR_PASSWORD', '')
  expect(visit('/chaos')).toBeNull()
  // On every address but loopback, no password is no invitation.
  vi.stubEnv('OUROBOROS_HOST', '0.0.0.0')
  expect(visit('/chaos')).not.toBeNull()
})
