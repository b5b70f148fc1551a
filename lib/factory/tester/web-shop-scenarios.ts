import type { Blueprint } from '../../contract/factory/blueprint.ts'
import { hasTemplate, pageOf } from '../architect/blueprint-parts.ts'
import { gatewayId, webId } from '../architect/design.ts'
import { asks, type Draft, type Step } from './draft.ts'
import { escaped } from './escaped.ts'
import { scripted, type Script } from './gateway-scenarios.ts'
import { book, bothCents, tea } from './shop-samples.ts'

const items = [{ ...tea, quantity: 3, isSold: true }, { ...book, quantity: 2, isSold: true }]
const order = { id: 5, state: 'paid', why: null, lines: items, cents: bothCents, createdAt: '2026-05-31T10:00:00.000Z' }
const refusedOrder = { ...order, id: 6, state: 'refused', why: 'because of <this>' }
const payment = { id: 1, order: 5, cents: bothCents, method: 'test-card', state: 'accepted', why: null, stub: 'a stub, says it' }
const news = { id: 1, order: 5, state: 'paid', content: 'News of <5>', createdAt: order.createdAt }

/** Of the shop's pages: the gateway behind them is told by a script. */
export function webShopScenarios(blueprint: Blueprint): Draft[] {
  const has = (template: string): boolean => hasTemplate(blueprint, template)
  if (!has('backend/carts')) return []
  const at = (resource: string): string => `/${pageOf(blueprint, resource)?.id ?? resource}`
  const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${webId}-shop-${name}`, title, of: webId, steps })
  const told = (answers: Script): Script => Object.fromEntries(Object.entries(answers).map(([line, answer]) => [`${gatewayId} ${line}`, answer]))
  const ask = (line: string, status: number, answers: Script, { text = undefined as string | undefined, shows = [] as string[], hides = [] as string[], headers = {} } = {}): Step =>
    asks(webId, line, status, scripted(headers, { ...(text === undefined ? {} : { text }), expect: { has: shows, hasNot: ['undefined', '[object', 'NaN', ...hides] } }, told(answers)))
  const cart: Script = { 'GET /api/carts': { status: 200, body: { items, cents: bothCents } } }
  const empty: Script = { 'GET /api/carts': { status: 200, body: { items: [], cents: 0 } } }
  const nobody: Script[string] = { status: 401, body: { error: 'sign in first' } }
  const product = { id: 2, name: book.name, price: book.price, stock: 1 }
  const total = (bothCents / 100).toFixed(2)
  const method = has('backend/payments') ? 'method=test-card' : ''
  const putSent = (quantity: number): Script => ({ 'PUT /api/carts/2': { status: 200, body: { items: [] }, sent: JSON.stringify({ quantity }) } })
  const orderSent = JSON.stringify(has('backend/payments') ? { method: 'test-card' } : {})

  return [
    draft('catalogue', 'beside each product that is there is a button to buy it', [
      ask(`GET ${at('products')}`, 200, { 'GET /api/products': { status: 200, body: { items: [product, { ...product, id: 3, stock: 0 }], total: 2 } } }, { shows: [`action="${at('products')}/2/buy"`], hides: [`action="${at('products')}/3/buy"`] }),
      ask(`POST ${at('products')}/2/buy`, 303, { ...empty, ...putSent(1) }, { text: '' }), ask(`POST ${at('products')}/2/buy`, 303, { ...cart, ...putSent(3) }, { text: '' }),
      ask(`POST ${at('products')}/2/buy`, 403, { ...empty, ...putSent(1) }, { text: '', headers: { 'sec-fetch-site': 'cross-site' } }), ask(`POST ${at('products')}/2/buy`, 303, { 'GET /api/carts': nobody }, { text: '' }),
      ask(`POST ${at('products')}/2/buy`, 404, { ...empty, 'PUT /api/carts/2': { status: 404, body: { error: 'not sold, says it' } } }, { text: '', shows: ['not sold, says it'] }),
    ]),
    draft('cart', 'the cart shows what it costs', [
      ask(`GET ${at('carts')}`, 200, empty, { shows: ['class="empty"'], hides: ['<table'] }),
      ask(`GET ${at('carts')}`, 200, cart, { shows: [escaped(tea.name), '0.29', '0.87', '19.99', '39.98', total, `action="${at('carts')}/1"`, `action="${at('carts')}/2/delete"`], hides: ['<cup>', 'class="empty"'] }),
      ask(`GET ${at('carts')}`, 200, { 'GET /api/carts': { status: 200, body: { items: [{ productId: 9, quantity: 1, name: null, cents: 0, isSold: false }], cents: 0 } } }, { shows: ['class="fault"', '0.00'], hides: ['null'] }),
      ask(`GET ${at('carts')}`, 303, { 'GET /api/carts': nobody }),
      ask(`GET ${at('carts')}`, 200, { 'GET /api/carts': { status: 200, body: { items, cents: bothCents }, by: 'Bearer a.b' } }, { headers: { cookie: 'session=a.b' }, shows: [total] }),
    ]),
    draft('cart-changes', 'quantities are changed and products taken out', [
      ask(`POST ${at('carts')}/2`, 303, putSent(7), { text: 'quantity=7' }), ask(`POST ${at('carts')}/2`, 403, putSent(7), { text: 'quantity=7', headers: { 'sec-fetch-site': 'cross-site' } }),
      ask(`POST ${at('carts')}/2`, 400, { ...cart, 'PUT /api/carts/2': { status: 400, body: { error: 'no', fields: { quantity: 'too <much>' } } } }, { text: 'quantity=7000', shows: [escaped('too <much>'), total] }),
      ask(`POST ${at('carts')}/2/delete`, 303, { 'DELETE /api/carts/2': { status: 200, body: { items: [] } } }), ask(`POST ${at('carts')}/2/delete`, 404, { 'DELETE /api/carts/2': { status: 404, body: { error: 'not in there, says it' } } }, { shows: ['not in there, says it'] }),
      ask(`POST ${at('carts')}/2/delete`, 403, {}, { headers: { 'sec-fetch-site': 'cross-site' } }),
    ]),
    ...(has('backend/orders') ? [
      draft('order', 'the cart is ordered, or it is said why not', [
        ask(`POST ${at('orders')}`, 303, { 'POST /api/orders': { status: 201, body: order, sent: orderSent } }, { text: method }), ask(`POST ${at('orders')}`, 403, { 'POST /api/orders': { status: 201, body: order } }, { text: method, headers: { 'sec-fetch-site': 'cross-site' } }),
        ask(`POST ${at('orders')}`, 409, { ...cart, 'POST /api/orders': { status: 409, body: { error: 'too <little>' } } }, { text: method, shows: [escaped('too <little>'), 'role="alert"', total] }),
        ask(`POST ${at('orders')}`, 502, { 'POST /api/orders': { status: 502, body: { error: 'not now, says it' } } }, { text: method, shows: ['not now, says it'] }),
      ]),
      draft('orders', 'orders are listed, and each is shown', [
        ask(`GET ${at('orders')}`, 200, { 'GET /api/orders': { status: 200, body: { items: [], total: 0 } } }, { shows: ['class="empty"'] }),
        ask(`GET ${at('orders')}`, 200, { 'GET /api/orders': { status: 200, body: { items: [refusedOrder, order], total: 2 } } }, { shows: [`href="${at('orders')}/5"`, `href="${at('orders')}/6"`, '2026-05-31', escaped(`3 × ${tea.name}`), total], hides: ['<cup>', 'class="empty"'] }),
        ask(`GET ${at('orders')}/5`, 200, { 'GET /api/orders/5': { status: 200, body: order } }, { shows: [escaped(tea.name), '0.87', '39.98', total], hides: ['class="fault"'] }),
        ask(`GET ${at('orders')}/6`, 200, { 'GET /api/orders/6': { status: 200, body: refusedOrder } }, { shows: [escaped('because of <this>'), 'class="fault"'] }),
        ask(`GET ${at('orders')}/7`, 404, { 'GET /api/orders/7': { status: 404, body: { error: 'none, says it' } } }, { shows: ['none, says it'] }), ask(`GET ${at('orders')}`, 303, { 'GET /api/orders': nobody }),
      ]),
    ] : []),
    ...(has('backend/payments') ? [draft('payments', 'payments are listed, and said to be a stub', [
      ask(`GET ${at('payments')}`, 200, { 'GET /api/payments': { status: 200, body: { items: [], total: 0, stub: 'a <stub>' } } }, { shows: [escaped('a <stub>'), 'class="empty"'] }),
      ask(`GET ${at('payments')}`, 200, { 'GET /api/payments': { status: 200, body: { items: [payment, { ...payment, order: 6, state: 'refused', why: 'no <card>' }], total: 2, stub: 'a stub, says it' } } }, { shows: ['a stub, says it', total, 'test-card', `href="${at('orders')}/6"`, escaped('no <card>')] }),
      ask(`GET ${at('payments')}`, 303, { 'GET /api/payments': nobody }),
    ])] : []),
    ...(has('workers/notifications') ? [draft('notifications', 'what people were told', [
      ask(`GET ${at('notifications')}`, 200, { 'GET /api/notifications': { status: 200, body: { items: [], total: 0 } } }, { shows: ['class="empty"'] }),
      ask(`GET ${at('notifications')}`, 200, { 'GET /api/notifications': { status: 200, body: { items: [news], total: 1 } } }, { shows: [escaped('News of <5>'), `href="${at('orders')}/5"`, '2026-05-31'], hides: ['class="empty"'] }),
      ask(`GET ${at('notifications')}`, 303, { 'GET /api/notifications': nobody }),
    ])] : []),
  ]
}
