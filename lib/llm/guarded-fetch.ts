import { lookup as lookUpName, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { Agent, buildConnector } from 'undici'
import { ModelAnswerError, ModelHostError } from '../contract/errors.ts'
import type { Clock } from '../contract/ports/clock.ts'
import { bareHost, isAllowed } from './allowed-hosts.ts'
import { boundedBody } from './bounded-body.ts'
import { whyPrivate, whyPrivateName } from './private-address.ts'

export interface Guard {
  clock: Clock
  /** `host` or `host:port` that may be private. */
  allowedHosts: readonly string[]
  maxBytes?: number
  silenceMs?: number
  connectTimeoutMs?: number
  resolve?: Resolve
}

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const defaultMaxBytes = 2 * 1024 * 1024
const defaultSilenceMs = 30_000
const defaultConnectTimeoutMs = 10_000

/**
 * A fetch that reaches only public hosts and those that are allowed, follows no redirect, and bounds what comes back.
 * An answer with any status is given back, so a redirect too. Its errors: ModelHostError, ModelAnswerError,
 * ModelTimeoutError, and those of sockets.
 */
export function guardedFetch(guard: Guard): Fetch {
  const { clock, allowedHosts, maxBytes = defaultMaxBytes, silenceMs = defaultSilenceMs, connectTimeoutMs = defaultConnectTimeoutMs } = guard
  let opening: Promise<{ free: Agent; guarded: Agent }> | null = null
  const openAgents = async (): Promise<{ free: Agent; guarded: Agent }> => {
    const { Agent, buildConnector } = await undici()
    const options = { timeout: connectTimeoutMs, allowH2: false }
    // No connection is kept: a call takes seconds, and a stale one would look like a failure of the model.
    const agentOf = (connect: buildConnector.connector): Agent => new Agent({ connect, pipelining: 0, headersTimeout: 0, bodyTimeout: 0 })
    const lookup = publicLookup(guard.resolve ?? resolveName)
    return { free: agentOf(buildConnector(options)), guarded: agentOf(literalsToo(buildConnector({ ...options, lookup }))) }
  }

  return async (address, init) => {
    const url = new URL(address)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new ModelHostError(`${url.protocol} is no protocol of a model's server: mindUrl begins with http:// or https://`)
    const { free, guarded } = await (opening ??= openAgents())
    const { method, headers, body, signal } = init
    const { fetch } = await undici()
    const response = await fetch(address, {
      method: method ?? 'GET',
      headers: [...new Headers(headers)],
      ...(typeof body === 'string' && { body }),
      signal: signal ?? null,
      redirect: 'manual',
      dispatcher: isAllowed(url, allowedHosts) ? free : guarded,
    })
    const shown = url.origin + url.pathname
    const declared = Number(response.headers.get('content-length') ?? 0)
    if (response.ok && declared > maxBytes) {
      void response.body?.cancel().catch(() => undefined)
      throw new ModelAnswerError(`${shown} answers with ${Math.floor(declared / 1024)} KiB: nothing of that size is an answer`)
    }
    const bounded = response.body && boundedBody(response.body as ReadableStream<Uint8Array>, shown, { maxBytes, silenceMs, clock })
    return new Response(bounded, { status: response.status, statusText: response.statusText, headers: [...response.headers] })
  }
}

/** Only whoever asks waits for it. */
const undici = () => import('undici')

/**
 * Finds public addresses only. What is checked is the very address that the socket then goes to:
 * a name that resolves to something else a moment later gains nothing.
 */
function publicLookup(resolve: Resolve): LookupFunction {
  return (host, { all }, callback) => {
    resolve(host).then(
      (addresses) => {
        // A name that is half private is a trick, whichever half would be tried first.
        const refused = addresses.map(({ address }) => refusal(host, whyPrivate(address))).find((error) => error !== null)
        const first = addresses[0]
        if (refused) callback(refused, '', 0)
        else if (!first) callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0)
        else if (all) callback(null, [...addresses])
        else callback(null, first.address, first.family)
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, '', 0),
    )
  }
}

/** A socket to a literal address asks no lookup: that one is checked here, and names that need none. */
function literalsToo(connect: buildConnector.connector): buildConnector.connector {
  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, '')
    const refused = refusal(host, isIP(host) > 0 ? whyPrivate(host) : whyPrivateName(host))
    if (refused) callback(refused, null)
    else connect(target, callback)
  }
}

function refusal(host: string, why: string | null): ModelHostError | null {
  return why === null ? null : new ModelHostError(`${host} is a private address (${why}): name the host in the setting mindHosts if a model may be asked there`)
}

const resolveName: Resolve = (host) =>
  new Promise((resolve, reject) => {
    lookUpName(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })

/** What may be shown of the address of a server. */
export const shownAddress = (url: URL): string => `${url.protocol}//${bareHost(url)}${url.port && `:${url.port}`}${url.pathname.replace(/\/$/, '')}`
