import { expect, test } from 'vitest'
import { readCookie, writeCookie } from '../../../lib/gate/access/cookie.ts'

test('no script can read it and no other site makes a browser send it; over https it goes nowhere else', () => {
  expect(writeCookie('token', { maxAgeMs: 60_000, isSecure: false })).toBe('ouroboros_session=token; Path=/; HttpOnly; SameSite=Strict; Max-Age=60')
  expect(writeCookie('token', { maxAgeMs: 60_000, isSecure: true })).toMatch(/; Secure$/)
  expect(writeCookie(null, { maxAgeMs: 60_000, isSecure: false })).toContain('ouroboros_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0')
})

test.each([
  ['ouroboros_session=abc', 'abc'],
  ['a=b; ouroboros_session=abc;c=d', 'abc'],
  ['xouroboros_session=abc', null],
  ['ouroboros_session=', null],
  ['', null],
  [null, null],
])('of %j it is %j', (header, token) => expect(readCookie(header)).toBe(token))
