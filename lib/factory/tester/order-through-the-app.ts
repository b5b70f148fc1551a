import type { Blueprint } from '../../contract/factory/blueprint.ts'
import { componentOf, hasTemplate, pageOf } from '../architect/blueprint-parts.ts'
import { gatewayId, webId } from '../architect/design.ts'
import { asks, type Draft, type Step } from './draft.ts'
import { record } from './samples.ts'

/** The worker asks four times a second. */
const workerMs = 5_000

/** From the catalogue to the notification: all parts of a shop, none of them in a rehearsal. */
export function orderThroughTheApp(blueprint: Blueprint, account: (who: { id: string }) => Step[]): Draft[] {
  const has = (template: string): boolean => hasTemplate(blueprint, template)
  const products = componentOf(blueprint, 'backend/products')?.resource
  if (!has('backend/orders') || products === undefined || products === null) return []
  const at = (resource: string): string => `/${pageOf(blueprint, resource)?.id ?? resource}`
  const named = { headers: { authorization: 'Bearer {token}' } }
  const inBrowser = { headers: { cookie: 'session={token}' } }
  const limits = products.fields.find(({ name }) => name === 'stock')
  const stock = Math.max(limits?.min ?? 0, 3)
  if (stock > (limits?.max ?? Infinity)) return []
  const one = record(products, 7)
  const cents = 2 * Math.round(Number(one['price']) * 100)
  const pays = has('backend/payments')
  const api = (line: string, status: number, expected: object, json?: object): Step => asks(gatewayId, line, status, { ...named, ...(json === undefined ? {} : { json: { ...json } }), expect: { json: { ...expected } } })
  const left = (now: number): Step => api('GET /api/products/{product}', 200, { stock: now })
  const soon = (total: number): Step[] => (has('workers/notifications') ? [asks(gatewayId, 'GET /api/notifications', 200, { ...named, withinMs: workerMs, expect: { json: { total } } })] : [])
  return [
    { id: 'app-order', title: 'an order, from the catalogue to the notification', of: null, steps: [
      ...account({ id: 'order' }),
      asks(gatewayId, 'POST /api/products', 201, { ...named, json: { ...one, stock }, keep: { product: 'id' } }), asks(gatewayId, 'POST /api/products', 401, { json: { ...one, stock } }),
      api('POST /api/orders', 409, {}, { method: 'test-card' }), api('PUT /api/carts/{product}', 200, { items: [{ quantity: 2 }] }, { quantity: 2 }), api('GET /api/carts', 200, { items: [{ quantity: 2 }], cents }),
      asks(gatewayId, 'POST /api/orders', 201, { ...named, json: { method: 'test-card' }, keep: { order: 'id' }, expect: { json: { state: pays ? 'paid' : 'placed', cents } } }),
      api('GET /api/carts', 200, { items: [] }), left(stock - 2), ...(pays ? [api('GET /api/payments', 200, { items: [{ cents, state: 'accepted' }], total: 1 })] : []), ...soon(1),
      api('PUT /api/carts/{product}', 200, {}, { quantity: stock - 1 }), api('POST /api/orders', 409, {}, { method: 'test-card' }), left(stock - 2), api('GET /api/orders', 200, { total: 1 }),
      asks(webId, `GET ${at('orders')}/{order}`, 200, { ...inBrowser, expect: { has: [(cents / 100).toFixed(2)] } }), asks(gatewayId, 'GET /api/orders', 401),
    ] },
    { id: 'app-order-in-a-browser', title: 'an order by the pages’ buttons', of: null, steps: [
      ...account({ id: 'browser' }), asks(gatewayId, 'POST /api/products', 201, { ...named, json: { ...record(products, 8), stock }, keep: { product: 'id' } }),
      asks(webId, `POST ${at('products')}/{product}/buy`, 303, { ...inBrowser, text: '' }), asks(webId, `POST ${at('carts')}/{product}`, 303, { ...inBrowser, text: 'quantity=2' }), asks(webId, `GET ${at('carts')}`, 200, { ...inBrowser, expect: { has: [`${at('carts')}/{product}`, 'value="2"'] } }),
      ...(pays ? [
        asks(webId, `POST ${at('orders')}`, 303, { ...inBrowser, text: 'method=declined-card' }), left(stock), api('GET /api/orders', 200, { items: [{ state: 'refused' }] }), api('GET /api/carts', 200, { items: [{ quantity: 2 }] }), ...soon(1),
      ] : []),
      asks(webId, `POST ${at('orders')}`, 303, { ...inBrowser, text: 'method=test-card' }), left(stock - 2), ...soon(pays ? 2 : 1),
      ...(has('workers/notifications') ? [asks(webId, `GET ${at('notifications')}`, 200, { ...inBrowser, expect: { has: [`${at('orders')}/`] } })] : []),
      asks(webId, `GET ${at('carts')}`, 200, { ...inBrowser, expect: { has: ['class="empty"'] } }),
    ] },
  ]
}
