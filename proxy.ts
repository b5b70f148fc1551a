import { NextResponse, type NextRequest } from 'next/server'
import { loadConfig } from './lib/config.ts'

/** Pages alone: what is built carries no script of its own, and the API answers no page. */
export const config = {
  matcher: '/((?!api/|_next/|healthz|readyz|metrics).*)',
}

/** Gives each page a fresh nonce: only scripts that this server wrote into it may run, and nothing is loaded from elsewhere. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const { dev, watcherUrl } = loadConfig()
  const policy = contentPolicy({ nonce, host: request.headers.get('host') ?? '', dev, watcherUrl })
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // The layout tells the page. Whatever a visitor sent by this name must not.
  headers.delete('x-watcher-url')
  if (watcherUrl !== undefined) headers.set('x-watcher-url', watcherUrl)
  // Next finds the nonce for its own scripts here.
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('x-frame-options', 'DENY')
  response.headers.set('referrer-policy', 'no-referrer')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  return response
}

function contentPolicy({ nonce, host, dev: isDev, watcherUrl }: { nonce: string; host: string; dev: boolean; watcherUrl: string | undefined }): string {
  // Not every browser counts a WebSocket to the same host as 'self'.
  const socket = /^[\w.[\]:-]+$/.test(host) ? ` ws://${host} wss://${host}` : ''
  const watcher = watcherUrl === undefined ? '' : ` ${watcherUrl} ${watcherUrl.replace(/^http/, 'ws')}`
  return [
    `default-src 'self'`,
    // React's development build calls eval for its stack traces.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `worker-src 'self'${isDev ? ' blob:' : ''}`,
    `img-src 'self' data:`,
    `font-src 'self' data:`,
    `connect-src 'self'${socket}${watcher}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
