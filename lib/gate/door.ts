import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { addressHeader } from './access/visitor.ts'
import { problem, type RefusalCode } from './problem.ts'

export interface DoorOptions {
  /** The address that is listened on; where it is a name of this machine, requests may use it. */
  host: string
  /** Other origins that may use the API and the stream. */
  allowedOrigins: string[]
  /** How many changes one address may ask for, and within how long. */
  changes?: { count: number; seconds: number }
}

type Asked = Pick<IncomingMessage, 'headers' | 'url'>
interface Refused { code: RefusalCode; detail: string }

/**
 * What every request passes before anything else sees it, pages, API and stream alike. It stands in the server, ahead
 * of Next, so no handler can forget it, and one process has one count of requests.
 */
export interface Door {
  /** @returns why the request is refused, else null. Host and Origin alone: cheap, and right for an upgrade, too */
  refuses: (request: Asked) => Refused | null
  /** Answers what may not go on, and preflights. @returns whether the request may go on */
  admit: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
const anywhere = new Set(['0.0.0.0', '::'])
/** A platform asks for these under a name of its own. They tell no secret and change nothing. */
const probes = new Set(['/healthz', '/readyz', '/api/health'])
const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

export function openDoor({ host, allowedOrigins, changes = { count: 120, seconds: 10 } }: DoorOptions): Door {
  const origins = new Set(allowedOrigins)
  const hosts = new Set(allowedOrigins.map((origin) => new URL(origin).host))
  const limiter = new RateLimiterMemory({ points: changes.count, duration: changes.seconds })

  /**
   * Against a stranger's name that resolves to this machine (DNS rebinding). Any port will do: it is the name that
   * such a page cannot choose, and a container's port is published under another one.
   */
  function isOwnName(hostHeader: string): boolean {
    if (hosts.has(hostHeader)) return true
    const name = hostHeader.replace(/:\d+$/, '').toLowerCase()
    return loopback.has(name) || (name === host && !anywhere.has(host))
  }

  /** A page of our own, or one that was named. No Origin at all: no browser sent it from another page. */
  function isOwnOrigin({ origin, host: at, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
    if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none'
    return origins.has(origin) || origin === `http://${at}` || origin === `https://${at}`
  }

  const refusedHost = ({ headers, url = '/' }: Asked): Refused | null =>
    probes.has(url.split('?', 1)[0] ?? '') || isOwnName(headers.host ?? '') ? null : { code: 'host-refused', detail: `This server is not called ${headers.host ?? 'nothing'}.` }
  const refusedOrigin = ({ headers }: Asked): Refused | null =>
    isOwnOrigin(headers) ? null : { code: 'origin-refused', detail: `A page of ${headers.origin ?? 'another site'} may not do this.` }

  return {
    refuses: (request) => refusedHost(request) ?? refusedOrigin(request),

    async admit(request, response) {
      const refuse = ({ code, detail }: Refused): false => {
        const answer = problem(code, detail)
        response.writeHead(answer.status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store', connection: 'close' })
        response.end(JSON.stringify(answer))
        return false
      }
      response.setHeader('x-content-type-options', 'nosniff')
      // Handlers see no connection. Whatever a client sent by this name must not count.
      request.headers[addressHeader] = request.socket.remoteAddress ?? 'unknown'
      const stranger = refusedHost(request)
      if (stranger) return refuse(stranger)

      const { origin } = request.headers
      if (origins.size > 0) response.setHeader('vary', 'Origin')
      if (origin !== undefined && origins.has(origin)) {
        response.setHeader('access-control-allow-origin', origin)
        response.setHeader('access-control-allow-credentials', 'true')
        response.setHeader('access-control-expose-headers', 'Location, Retry-After, Content-Disposition')
        if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
          response.writeHead(204, { 'access-control-allow-methods': 'GET, POST, PUT, DELETE', 'access-control-allow-headers': 'content-type', 'access-control-max-age': '600' }).end()
          return false
        }
      }

      if (reading.has(request.method ?? '')) return true
      const intruder = refusedOrigin(request)
      if (intruder) return refuse(intruder)
      try {
        await limiter.consume(request.socket.remoteAddress ?? '')
        return true
      } catch (limit) {
        if (!(limit instanceof RateLimiterRes)) throw limit
        response.setHeader('retry-after', Math.ceil(limit.msBeforeNext / 1000))
        return refuse({ code: 'rate-limited', detail: `More than ${changes.count} changes in ${changes.seconds} s.` })
      }
    },
  }
}
