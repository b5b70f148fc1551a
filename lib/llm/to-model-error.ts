import {
  ModelAnswerError,
  ModelDeniedError,
  ModelError,
  ModelFailedError,
  ModelHostError,
  ModelLimitedError,
  ModelRefusedError,
  ModelUnreachableError,
} from '../contract/errors.ts'

/** Who was asked, as errors name it. */
export interface Place {
  /** provider/model */
  name: string
  model: string
  protocol: 'ollama' | 'openai'
  /** Without what may be secret in a URL. */
  address: string
  keyVariables: readonly string[]
}

/** The provider said no to the request itself. What it said can be searched, and is not shown in full. */
export class RequestRefusedError extends ModelRefusedError {
  readonly #said: string

  constructor(message: string, said: string) {
    super(message)
    this.#said = said
  }

  mentions(words: RegExp): boolean {
    return words.test(this.#said)
  }
}

/** An answer with a status that is no success. */
export interface Refusal {
  status: number
  headers: Headers
  /** The start of its body. */
  body: string
  /** Makes it fit to be shown. */
  quote: (said: string) => string
}

export function statusError(place: Place, { status, headers, body, quote }: Refusal, now: number): ModelError {
  const said = quote(saidIn(body) ?? body)
  const quoted = said === '' ? '' : `: ${said}`
  if (status >= 300 && status < 400) {
    const target = quote(hostOf(headers.get('location'), place.address))
    return new ModelRefusedError(`${place.address} sends on to ${target}, and redirects are not followed: name the address itself with mindUrl or teacherUrl`)
  }
  // Never quoted: servers like to repeat the key that they do not take.
  if (status === 401 || status === 403) return new ModelDeniedError(`${place.name} does not accept the key, or wants one (${status}): ${keyHint(place)}`)
  if (status === 404) return new ModelRefusedError(`${missing(place)} (404${quoted})`)
  if (status === 402 || (status === 429 && /insufficient_quota|billing/i.test(body)))
    return new ModelRefusedError(`${place.name} has no credit left (${status}${quoted}): look at the account, or ask another model`)
  if (status === 429 || status === 529) {
    const retryAfterMs = readRetryAfter(headers, now)
    const wait = retryAfterMs === null ? 'wait a little' : `wait ${Math.ceil(retryAfterMs / 1000)} s`
    return new ModelLimitedError(`${place.name} takes no more requests for now (${status}${quoted}): ${wait}, or ask less often`, retryAfterMs)
  }
  if (status >= 500 || status === 408 || status === 425) return new ModelFailedError(`${place.name} failed (${status}${quoted}): try again, or look at its log`)
  return new RequestRefusedError(`${place.name} takes no such request (${status}${quoted}): ask another model, or less of this one`, body)
}

/** What broke on the way to an answer, or in the middle of it. A ModelError stays what it is. */
export function toModelError(error: unknown, place: Place): ModelError {
  const chain = causesOf(error)
  const known = chain.find((cause) => cause instanceof ModelError)
  if (known) return known
  const codes = chain.map((cause) => (cause as { code?: unknown }).code).filter((code) => typeof code === 'string')
  // Only the names: what a client writes into its messages is not known.
  const detail = [...chain.map((cause) => (cause instanceof Error ? cause.name : typeof cause)), ...codes].join(' ')
  const has = (...words: (string | RegExp)[]): boolean => codes.some((code) => words.some((word) => (typeof word === 'string' ? word === code : word.test(code))))

  if (chain.some((cause) => cause instanceof Error && cause.message === 'bad port'))
    return new ModelHostError(`${place.address} has the port of a service that speaks no HTTP: name another one with mindUrl or teacherUrl`, { detail })
  if (has('ECONNREFUSED')) return new ModelUnreachableError(`Nobody listens at ${place.address}: ${startHint(place)}, or name another address with mindUrl or teacherUrl`, { detail })
  if (has('ENOTFOUND', 'EAI_AGAIN', 'ENODATA')) return new ModelUnreachableError(`The host of ${place.address} is not known: look at the spelling in mindUrl or teacherUrl and at the network`, { detail })
  if (has(/CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL|^EPROTO$/)) return new ModelUnreachableError(`No safe connection to ${place.address}: its certificate is not trusted, or it does not speak TLS`, { detail })
  if (has('UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'EACCES'))
    return new ModelUnreachableError(`No way to ${place.address}: look at the network, or name another address with mindUrl or teacherUrl`, { detail })
  // So undici calls a reset in the middle of a body.
  const isTorn = chain.some((cause) => cause instanceof Error && cause.name === 'HTTPParserError' && /\bEOF\b/.test(cause.message))
  if (isTorn || has('ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED')) return new ModelUnreachableError(`The connection to ${place.address} broke: ask again`, { detail })
  return new ModelAnswerError(`What came from ${place.address} is no answer of the ${place.protocol} protocol: look whether mindUrl or teacherUrl names such a server`, { detail })
}

export const keyHint = ({ keyVariables }: Place): string => `set ${[...keyVariables, 'mindKey (teacherKey for the teacher)'].join(' or ')}`

function startHint({ protocol }: Place): string {
  return protocol === 'ollama' ? 'start Ollama' : 'start the server'
}

function missing(place: Place): string {
  if (place.protocol === 'ollama') return `${place.address} has no model ${place.model}: run \`ollama pull ${place.model}\``
  return `${place.address} knows no model ${place.model}, or is no OpenAI-compatible address: look at mind and mindUrl or teacherUrl`
}

/** Seconds or a date (RFC 9110), or the milliseconds that OpenAI sends beside them. */
function readRetryAfter(headers: Headers, now: number): number | null {
  const ms = Number(headers.get('retry-after-ms') ?? NaN)
  if (ms >= 0) return ms
  const text = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

/** What providers write into the body of an error: `{ error: { message } }`, `{ error }`, `{ message }`, or a list of them. */
function saidIn(body: string): string | null {
  try {
    const parsed: unknown = JSON.parse(body)
    const first = fieldsOf(Array.isArray(parsed) ? parsed[0] : parsed)
    const said = [fieldsOf(first['error'])['message'], first['error'], first['message'], first['detail']]
    return said.find((text) => typeof text === 'string') ?? null
  } catch {
    return null
  }
}

const fieldsOf = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {})

const hostOf = (location: string | null, base: string): string => (location === null ? 'nowhere' : (URL.parse(location, base)?.host ?? 'nowhere'))

/** The error, its cause, the cause of that, and what was tried side by side. */
function causesOf(error: unknown, depth = 0): unknown[] {
  if (error === undefined || error === null || depth > 6) return []
  const tried: unknown[] = error instanceof AggregateError ? error.errors : []
  return [error, ...tried.flatMap((one) => causesOf(one, depth + 1)), ...causesOf(fieldsOf(error)['cause'], depth + 1)]
}
