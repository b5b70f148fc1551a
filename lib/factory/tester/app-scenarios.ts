import type { Blueprint } from '../../contract/factory/blueprint.ts'
import type { PlanField, PlanResource } from '../../contract/factory/plan.ts'
import { gatewayId, webId } from '../architect/design.ts'
import { keepsRows } from '../architect/keeper.ts'
import { asks, type Draft, type Step } from './draft.ts'
import { orderThroughTheApp } from './order-through-the-app.ts'
import { record } from './samples.ts'
import { visitThroughTheApp } from './visit-through-the-app.ts'

/** Through the real gateway to the real services, and no rehearsal: what one part says the others understand. */
export function throughTheApp(blueprint: Blueprint): Draft[] {
  const hasLogin = blueprint.features.includes('login')
  const kept = blueprint.components.flatMap((component) => (keepsRows(component) && component.resource !== null ? [component.resource] : []))
  const each = kept.map((resource): Draft => ({ id: `app-${resource.id}`, title: `${resource.id}, from the page to the service`, of: null, steps: [...(hasLogin ? account(resource) : []), ...steps(resource, hasLogin)] }))
  return [...each, ...visitThroughTheApp(blueprint, account), ...orderThroughTheApp(blueprint, account)]
}

/** Somebody of their own for each scenario: they share the services. */
const account = ({ id }: Pick<PlanResource, 'id'>): Step[] => [
  asks(gatewayId, 'POST /api/users', 201, { json: { name: 'Ada', email: `ada-${id}@example.org`, password: 'correct horse' }, keep: { token: 'token' } }),
]

function steps(resource: PlanResource, hasLogin: boolean): Step[] {
  const { id, operations, isOwned } = resource
  const api = `/api/${id}`
  // A rule in words may be about today, and here the clock is the real one.
  const hasRule = resource.wishes.some(({ gap }) => gap === 'rule')
  const isTimeless = ({ type }: PlanField): boolean => !hasRule || type !== 'date'
  const one = record({ ...resource, fields: resource.fields.filter(isTimeless) }, 1)
  const named = hasLogin ? { headers: { authorization: 'Bearer {token}' } } : {}
  const inBrowser = hasLogin ? { headers: { cookie: 'session={token}' } } : {}
  const canAdd = resource.fields.every((field) => isTimeless(field) || !field.isRequired)
  const can = (operation: PlanResource['operations'][number]): boolean => operations.includes(operation) && (canAdd || operation === 'list')
  return [
    ...(can('create') ? [asks(gatewayId, `POST ${api}`, 201, { ...named, json: one, expect: { json: one }, keep: { row: 'id' } })] : []),
    ...(can('read') ? [asks(gatewayId, `GET ${api}/{row}`, 200, { ...named, expect: { json: one } })] : []),
    ...(can('list') ? [asks(webId, `GET /${id}`, 200, { ...inBrowser, ...(can('create') && { expect: { has: [`/${id}/{row}`] } }) })] : []),
    ...(isOwned ? [asks(gatewayId, `GET ${api}`, 401), asks(webId, `GET /${id}`, 303)] : []),
    ...(can('delete') ? [asks(gatewayId, `DELETE ${api}/{row}`, 200, named), asks(gatewayId, `GET ${api}/{row}`, 404, named)] : []),
  ]
}
