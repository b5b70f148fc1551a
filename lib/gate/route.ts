import { isEnough, type Needed } from '../contract/access.ts'
import type { Visitor } from './access/visitor.ts'
import type { House } from './lab.ts'
import type { Operation } from './operation.ts'
import { check, isKnownRefusal, problemOf, RefusedError } from './problem.ts'
import { readBody, readJson } from './read-body.ts'

/** As Next calls it. */
type Handler = (request: Request, context: { params: Promise<Record<string, string | string[] | undefined>> }) => Promise<Response>

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/**
 * The handlers of one address, for every method: what it has no operation for is refused like anything else, as
 * problem+json. `lab` is asked for at the first request, since Next loads routes while it builds.
 */
export function route(lab: () => House, ...operations: Operation[]): Record<(typeof methods)[number], Handler> {
  const allow = [...operations.map(({ method }) => method), ...(operations.some(({ method }) => method === 'GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  const handlerOf = (method: (typeof methods)[number]): Handler => {
    if (method === 'OPTIONS') return () => Promise.resolve(new Response(null, { status: 204, headers: { allow } }))
    const found = operations.find((each) => each.method === method)
    if (found) return (request, { params }) => answerWith(found, request, params, lab)
    return () => Promise.resolve(problemResponse(new RefusedError('method-refused', `${method} is not one of: ${allow}.`), { allow }))
  }
  return Object.fromEntries(methods.map((method) => [method, handlerOf(method)])) as Record<(typeof methods)[number], Handler>
}

/** The handlers of an address that does not exist. */
export function refuseUnknown(): Record<(typeof methods)[number], Handler> {
  const refuse: Handler = (request) => Promise.resolve(problemResponse(new RefusedError('route-unknown', `There is nothing at ${new URL(request.url).pathname}.`)))
  return Object.fromEntries(methods.map((method) => [method, refuse])) as Record<(typeof methods)[number], Handler>
}

async function answerWith(operation: Operation, request: Request, params: Promise<unknown>, lab: () => House): Promise<Response> {
  try {
    // First of all: who may not, learns nothing of what there is.
    const visitor = lab().access.visitorOf((name) => request.headers.get(name))
    admit(visitor, operation.role)
    if (operation.method !== 'GET') await countChange(lab(), visitor)
    const input = {
      params: check(operation.params, (await params) ?? {}, 'path'),
      query: check(operation.query, Object.fromEntries(new URL(request.url).searchParams), 'query'),
      body: await bodyOf(operation, request),
    }
    const given = await operation.handle(input, { ...lab(), visitor })
    return given instanceof Response ? given : jsonResponse(given, operation.answer.status)
  } catch (error) {
    if (!isKnownRefusal(error)) lab().log.error({ error: error instanceof Error ? error.stack : String(error), path: operation.path }, 'a request failed')
    return problemResponse(error)
  }
}

/** @throws RefusedError */
function admit(visitor: Visitor, needed: Needed): void {
  if (isEnough(visitor.role, needed)) return
  throw visitor.role === null
    ? new RefusedError('sign-in-needed', 'Nobody is signed in.')
    : new RefusedError('not-allowed', `This needs the role ${needed}; you are signed in as ${visitor.role}.`)
}

/** Those of one session, from however many addresses; those of one address are counted at the door. */
async function countChange({ access }: House, visitor: Visitor): Promise<void> {
  const waitMs = await access.countChange(visitor)
  if (waitMs > 0) throw new RefusedError('rate-limited', 'You asked for too many changes.', waitMs)
}

async function bodyOf({ body }: Operation, request: Request): Promise<unknown> {
  if (body === null) return undefined
  return body === 'archive' ? readBody(request, 'archive') : check(body, await readJson(request), 'body')
}

export const jsonResponse = (value: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(value, { status, headers: { 'cache-control': 'no-store', ...headers } })

function problemResponse(error: unknown, headers: Record<string, string> = {}): Response {
  const answer = problemOf(error)
  const waitMs = error instanceof RefusedError ? error.waitMs : undefined
  return jsonResponse(answer, answer.status, {
    'content-type': 'application/problem+json',
    ...(waitMs !== undefined ? { 'retry-after': String(Math.ceil(waitMs / 1000)) } : answer.status === 503 ? { 'retry-after': '2' } : {}),
    ...(answer.status === 401 ? { 'www-authenticate': 'Bearer realm="ouroboros"' } : {}),
    ...headers,
  })
}
