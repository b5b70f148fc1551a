import { NextResponse, type NextRequest } from 'next/server'
import { loadConfig, type Config } from './lib/config.ts'
import { sharedAccess } from './lib/gate/access/shared-access.ts'

/** Pages alone: what is built carries no script of its own, and the API answers no page. */
export const config = {
  matcher: '/((?!api/|_next/|healthz|readyz|metrics).*)',
}

/** Gives each page a fresh nonce: only scripts that this server wrote into it may run, and nothing is loaded from elsewhere. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const settings = loadConfig()
  const { dev, watcherUrl } = settings
  const policy = contentPolicy({ nonce, host: request.headers.get('host') ?? '', dev, watcherUrl })
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // The layout tells the page. Whatever a visitor sent by this name must not.
  headers.delete('x-watcher-url')
  if (watcherUrl !== undefined) headers.set('x-watcher-url', watcherUrl)
  // Next finds the nonce for its own scripts here.
  headers.set('content-security-policy', policy)
  const elsewhere = whereTo(request, settings)
  const response = elsewhere === null ? NextResponse.next({ request: { headers } }) : NextResponse.redirect(new URL(elsewhere, request.nextUrl))
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('x-frame-options', 'DENY')
  response.headers.set('referrer-policy', 'no-referrer')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  return response
}

const forAnybody = new Set(['/sign-in', '/ouroboros.svg'])

/**
 * A page for somebody else: the one to sign in at. It is a courtesy and no wall, for a page holds nothing by itself;
 * the handlers of the API and the stream ask on their own. Where the engine is elsewhere, only it can tell.
 */
function whereTo({ nextUrl: { pathname, search }, headers }: NextRequest, settings: Config): string | null {
  if (settings.watcherUrl !== undefined || settings.isOpen || forAnybody.has(pathname)) return null
  if (sharedAccess(settings).visitorOf((name) => headers.get(name)).role !== null) return null
  return pathname === '/' && search === '' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(pathname + search)}`
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
