import type { Blueprint } from '../../contract/factory/blueprint.ts'
import { componentOf, hasTemplate, pageOf } from '../architect/blueprint-parts.ts'
import { gatewayId, webId } from '../architect/design.ts'
import { asks, type Draft, type Step } from './draft.ts'
import { record } from './samples.ts'

/** The worker asks four times a second. */
const workerMs = 5_000

/** From the short address to where it leads, and on to the one who counts. */
export function visitThroughTheApp(blueprint: Blueprint, account: (who: { id: string }) => Step[]): Draft[] {
  const links = componentOf(blueprint, 'backend/links')
  if (links?.resource === undefined || links.resource === null) return []
  const hasLogin = blueprint.features.includes('login')
  const named = hasLogin ? { headers: { authorization: 'Bearer {token}' } } : {}
  const inBrowser = hasLogin ? { headers: { cookie: 'session={token}' } } : {}
  const page = pageOf(blueprint, links.id)
  const url = 'https://example.org/visited'
  const counts = hasTemplate(blueprint, 'workers/visits')
  return [{ id: 'app-visits', title: 'a short address leads on, and each visit counts once', of: null, steps: [
    ...(hasLogin ? account({ id: 'visits' }) : []),
    asks(gatewayId, `POST /api/${links.id}`, 201, { ...named, json: { ...record(links.resource, 3), url }, keep: { link: 'id', short: 'short' } }),
    asks(gatewayId, 'GET /api/go/{short}', 302, { expect: { json: { location: url } } }), asks(webId, 'GET /s/{short}', 302, { ...inBrowser, expect: { has: [url] } }), asks(webId, 'GET /s/none', 404, inBrowser),
    ...(counts ? [asks(gatewayId, 'GET /api/counts/{link}', 200, { ...named, withinMs: workerMs, expect: { json: { visits: 2 } } })] : []),
    ...(page === undefined ? [] : [asks(webId, `GET /${page.id}`, 200, { ...inBrowser, expect: { has: ['/s/{short}'] } })]),
  ] }]
}
