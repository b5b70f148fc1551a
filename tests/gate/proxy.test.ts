import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { proxy } from '../../proxy.ts'

const page = (headers: Record<string, string> = {}) => proxy(new NextRequest('http://localhost:3000/', { headers: { host: 'localhost:3000', ...headers } }))
const policyOf = (response: Response): Record<string, string> =>
  Object.fromEntries((response.headers.get('content-security-policy') ?? '').split('; ').map((rule) => [rule.split(' ')[0] ?? '', rule]))
/** What the page's own code is given as its request. */
const inner = (response: Response, name: string) => response.headers.get(`x-middleware-request-${name}`)

describe('the headers of a page', () => {
  it('let only the scripts run that this server wrote, by a nonce that is new each time', () => {
    const [first, second] = [page(), page()]
    const nonces = [first, second].map((response) => /'nonce-([0-9a-f]{32})'/.exec(policyOf(response)['script-src'] ?? '')?.[1])
    expect(nonces[0]).toBeDefined()
    expect(nonces[0]).not.toBe(nonces[1])
    expect(policyOf(first)['script-src']).toBe(`script-src 'self' 'nonce-${nonces[0]}' 'strict-dynamic'`)
    expect(inner(first, 'x-nonce')).toBe(nonces[0])
  })

  it('load nothing from elsewhere and let nobody frame the page', () => {
    const policy = policyOf(page())
    expect(policy).toMatchObject({
      'default-src': `default-src 'self'`, 'object-src': `object-src 'none'`, 'base-uri': `base-uri 'none'`, 'frame-ancestors': `frame-ancestors 'none'`,
      'connect-src': `connect-src 'self' ws://localhost:3000 wss://localhost:3000`, 'worker-src': `worker-src 'self'`,
    })
    expect(JSON.stringify(policy)).not.toMatch(/unsafe-eval|\*|blob:/)
    expect(page().headers.get('x-frame-options')).toBe('DENY')
  })

  it('take nothing into the policy that a Host header could smuggle in', () => {
    const policy = policyOf(page({ host: `evil.example; script-src *` }))
    expect(policy['connect-src']).toBe(`connect-src 'self'`)
    expect(policy['script-src']).not.toContain('*')
  })

  it('hand on no engine\'s address that a visitor made up', () => {
    expect(inner(page({ 'x-watcher-url': 'https://evil.example' }), 'x-watcher-url')).toBeNull()
  })
})
