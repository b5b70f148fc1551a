import type { Blueprint } from '../../contract/factory/blueprint.ts'
import { componentOf, hasTemplate, pageOf } from '../architect/blueprint-parts.ts'
import { gatewayId, webId } from '../architect/design.ts'
import { asks, type Draft } from './draft.ts'
import { escaped } from './escaped.ts'
import { scripted } from './gateway-scenarios.ts'
import { record } from './samples.ts'

/** Of the pages of links, what they do beside showing what is kept. */
export function webLinksScenarios(blueprint: Blueprint): Draft[] {
  const links = componentOf(blueprint, 'backend/links')
  if (links?.resource === undefined || links.resource === null) return []
  const page = pageOf(blueprint, links.id)
  const counts = hasTemplate(blueprint, 'workers/visits')
  const row = { id: 3, ...record(links.resource, 1), short: '2225', createdAt: 'x', updatedAt: 'x' }
  const others = counts ? { [`${gatewayId} GET /api/counts`]: { status: 200, body: { items: [{ link: 3, visits: 4711 }] } } } : {}
  const location = 'https://example.org/?a=1&b="2"'
  const has = ['href="/s/2225"', ...(counts ? ['4711'] : [])]
  return [
    { id: `${webId}-short`, title: 'a short address leads on', of: webId, steps: [
      asks(webId, 'GET /s/2225', 302, scripted({}, { expect: { has: [escaped(location)] } }, { [`${gatewayId} GET /api/go/2225`]: { status: 302, body: { location } } })),
      asks(webId, 'GET /s/none', 404, scripted({}, { expect: { has: ['no such, says it', 'role="alert"'] } }, { [`${gatewayId} GET /api/go/none`]: { status: 404, body: { error: 'no such, says it' } } })),
    ] },
    ...(page === undefined ? [] : [{ id: `${webId}-${page.id}-short`, title: `${page.title}: with their short addresses${counts ? ' and visits' : ''}`, of: webId, steps: [
      asks(webId, `GET /${page.id}`, 200, scripted({}, { expect: { has } }, { ...others, [`${gatewayId} GET /api/${links.id}`]: { status: 200, body: { items: [row], total: 1 } } })),
      asks(webId, `GET /${page.id}/3`, 200, scripted({}, { expect: { has } }, { ...others, [`${gatewayId} GET /api/${links.id}/3`]: { status: 200, body: row } })),
    ] }]),
  ]
}
