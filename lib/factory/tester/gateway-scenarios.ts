import type { Blueprint, Component, Route } from '../../contract/factory/blueprint.ts'
import { forwardedRoutes } from '../architect/forwarded-routes.ts'
import { linksId } from '../architect/links.ts'
import { asks, type Draft, type Step } from './draft.ts'
import { rehearsalToken } from './rehearsal-token.ts'

const person = 7

/** Of the gateway: the services behind it are told by a script, and what is not scripted tells back what it was asked. */
export function gatewayScenarios(blueprint: Blueprint, gateway: Component): Draft[] {
  const { id } = gateway
  const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${id}-${name}`, title, of: id, steps })
  const signedIn = { authorization: `Bearer ${rehearsalToken(person)}` }
  const routes = forwardedRoutes(blueprint, gateway)
  const [first] = routes
  return [
    draft('health', `${id} is well`, [asks(id, 'GET /health', 200, { expect: { json: { status: 'ok' } } })]),
    ...routes.map((route): Draft => {
      const path = real(route)
      const text = route.method === 'GET' || route.method === 'DELETE' ? '' : '{"a":1}'
      const isClosed = route.access === 'signed-in'
      return draft(`hands-on-${name(route)}`, `${route.method} /api${route.path} goes to ${route.to}${isClosed ? ' with who asks' : ''}`, [
        ...(isClosed ? [asks(id, `${route.method} /api${path}`, 401, scripted({}, body(text)))] : []),
        asks(id, `${route.method} /api${path}`, 200, scripted(isClosed ? signedIn : {}, {
          ...body(text), expect: { json: { asked: { name: route.to, method: route.method, path, text, person: isClosed ? String(person) : null } } },
        })),
      ])
    }),
    ...(first === undefined ? [] : [draft('answers-as-told', 'status and body come back as the service has said them', [
      asks(id, `${first.method} /api${real(first)}?q=a%20b`, 418, scripted(signedIn, { expect: { json: { error: 'teapot' } } }, { [`${first.to} ${first.method} ${real(first)}?q=a+b`]: { status: 418, body: { error: 'teapot' } } })),
    ]), draft('script', 'a rehearsal is held to its script', [{ sent: 'another' }, { by: 'another' }].map((other) =>
      asks(id, `${first.method} /api${real(first)}`, 422, scripted(signedIn, {}, { [`${first.to} ${first.method} ${real(first)}`]: { status: 200, body: {}, ...other } })))),
    ]),
    ...(routes.some(({ path }) => path === '/go/:code') ? [draft('leads-on', 'who is led on is told where to', [
      asks(id, 'GET /api/go/3', 302, scripted({}, { expect: { json: { location: 'https://example.org/' } } }, { [`${linksId} GET /go/3`]: { status: 302, body: { location: 'https://example.org/' } } })),
    ])] : []),
    ...(first === undefined ? [] : [draft('script-of-rubbish', 'a script that is none is no reason to fall', ['null', '[]', '7', `{"${first.to} ${first.method} ${real(first)}":7}`, '{'].map((script) =>
      asks(id, `${first.method} /api${real(first)}`, 200, { headers: { ...signedIn, 'x-probe-peers': script } })))]),
    draft('nothing-else', 'there is nothing else', [asks(id, 'GET /api/nowhere', 404), asks(id, 'GET /', 404)]),
    ...(routes.some(({ access }) => access === 'signed-in') ? [draft('forged', 'a forged token is none', forged(id, routes, signedIn.authorization))] : []),
  ]
}

function forged(id: string, routes: readonly (Route & { to: string })[], right: string): Step[] {
  const route = routes.find(({ access }) => access === 'signed-in')
  if (route === undefined) return []
  const claims = Buffer.from(JSON.stringify({ person: 1, until: 1e15 })).toString('base64url')
  const seal = right.split('.')[1] ?? ''
  // The last one is as long as a seal in letters, and longer in bytes.
  return ['Bearer', 'Bearer x', `Bearer ${claims}.${seal}`, right.slice(0, -2), `Bearer ${claims}.${'é'.repeat(seal.length)}`].map((authorization) =>
    asks(id, `${route.method} /api${real(route)}`, 401, scripted({ authorization })))
}

const real = ({ path }: Route): string => path.replaceAll(/:\w+/g, '3')
const name = ({ method, path }: Route): string => `${method}${path}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replace(/-$/, '')
const body = (text: string): { text?: string } => (text === '' ? {} : { text })

/** By what a service is asked for, how it answers, and what it has to be sent and in whose name. */
export type Script = Record<string, { status: number; body: object; sent?: string; by?: string }>

/** A request whose peers are told by a script. */
export function scripted<T extends object>(headers: Record<string, string>, more: T = {} as T, script: Script = {}): T & { headers: Record<string, string> } {
  return { ...more, headers: { ...headers, 'x-probe-peers': asciiJson(script) } }
}

/** A header holds no other letters. */
const asciiJson = (value: object): string => JSON.stringify(value).replaceAll(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
