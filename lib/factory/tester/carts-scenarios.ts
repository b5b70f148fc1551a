import { asks, type Draft, type Step } from './draft.ts'
import { scripted, type Script } from './gateway-scenarios.ts'
import { book, bothCents, priced, tea } from './shop-samples.ts'

const id = 'carts'
const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${id}-${name}`, title, of: id, steps })

function ask(line: string, status: number, { json, items, person = 1, script = priced(), more = {} }: { json?: object; items?: object[]; person?: number; script?: Script; more?: object } = {}): Step {
  const expected = { ...(items === undefined ? {} : { items: items.map((item) => ({ ...item })) }), ...more }
  return asks(id, line, status, scripted({ 'x-person': String(person) }, { ...(json === undefined ? {} : { json: { ...json } }), expect: { json: expected } }, script))
}
const line = (productId: number, quantity: number): object => ({ productId, quantity })
const put = (productId: number, quantity: unknown, status: number, items?: object[], person = 1): Step => ask(`PUT /carts/${productId}`, status, { json: { quantity }, person, ...(items === undefined ? {} : { items }) })
const refused = (quantity: unknown): Step => ask('PUT /carts/1', 400, { json: { quantity }, more: { fields: {} } })

/** Of what people mean to buy: products are told by a script. */
export function cartsScenarios(): Draft[] {
  const emptyNow = ask('GET /carts', 200, { items: [], more: { cents: 0 } })
  return [
    draft('health', 'carts is well', [asks(id, 'GET /health', 200, { expect: { json: { status: 'ok' } } })]),
    draft('filled', 'what is put in is there, with name, price and sum of now', [
      emptyNow, put(1, 3, 200, [line(1, 3)]), put(2, 2, 200, [line(1, 3), line(2, 2)]),
      ask('GET /carts', 200, { items: [{ ...line(1, 3), name: tea.name, cents: tea.cents, isSold: true }, { ...line(2, 2), name: book.name, cents: book.cents }], more: { cents: bothCents } }),
    ]),
    draft('changed', 'of each product there is one line, whose quantity is set', [put(1, 3, 200), put(2, 1, 200), put(1, 5, 200, [line(1, 5), line(2, 1)]), put(1, 1, 200, [line(1, 1), line(2, 1)]), put(2, 999, 200, [line(1, 1), line(2, 999)])]),
    draft('taken-out', 'a product can be taken out, and all of them', [
      put(1, 3, 200), put(2, 1, 200), ask('DELETE /carts/1', 200, { items: [line(2, 1)] }), ask('DELETE /carts/1', 404), ask('DELETE /carts/none', 404), put(1, 1, 200, [line(2, 1), line(1, 1)]), ask('DELETE /carts', 200, { items: [] }), emptyNow,
    ]),
    draft('refuses', 'a quantity is a whole number from 1 to 999', [...[0, -1, 1.5, 1_000, '2', null].map(refused), ask('PUT /carts/1', 400, { json: {} }), emptyNow]),
    draft('unknown', 'what is not sold cannot be put in', [
      ask('PUT /carts/3', 404, { json: { quantity: 1 }, script: { 'products GET /products/3': { status: 404, body: { error: 'none' } } } }), ask('PUT /carts/0', 404, { json: { quantity: 1 } }), emptyNow,
    ]),
    draft('not-sold', 'what is not sold any more costs nothing, and is seen', [
      put(1, 3, 200), put(2, 2, 200),
      ask('GET /carts', 200, { script: { ...priced(), 'products GET /products/2': { status: 404, body: {} } }, items: [{ ...line(1, 3), isSold: true }, { ...line(2, 2), name: null, cents: 0, isSold: false }], more: { cents: 3 * tea.cents } }),
    ]),
    draft('broken', 'without the products nothing is said and nothing put in', [
      ask('PUT /carts/1', 502, { json: { quantity: 1 }, script: { 'products GET /products/1': { status: 500, body: {} } } }), emptyNow, put(1, 1, 200), ask('GET /carts', 502, { script: { 'products GET /products/1': { status: 500, body: {} } } }),
    ]),
    draft('script', 'a rehearsal is held to its script', [{ sent: 'another' }, { by: 'another' }].map((other) =>
      ask('PUT /carts/1', 502, { json: { quantity: 1 }, script: { 'products GET /products/1': { status: 200, body: { id: 1, name: tea.name, price: tea.price }, ...other } } }))),
    draft('ordered', 'what was ordered goes, once, and what was put in meanwhile stays', [
      put(1, 5, 200), put(2, 2, 200),
      ask('POST /carts/ordered', 200, { json: { order: 4, lines: [line(1, 3), line(2, 2)] }, items: [line(1, 2)] }), ask('POST /carts/ordered', 200, { json: { order: 4, lines: [line(1, 1)] }, items: [line(1, 2)] }),
      ask('POST /carts/ordered', 200, { json: { order: 3, lines: [line(1, 1)] }, items: [line(1, 2)] }), put(2, 1, 200, [line(1, 2), line(2, 1)]), ask('POST /carts/ordered', 200, { json: { order: 5, lines: [line(1, 1)] }, items: [line(1, 1), line(2, 1)] }),
    ]),
    draft('ordered-refuses', 'only an order takes out what it has', [put(1, 1, 200), ...[{}, { order: 1 }, { order: 0, lines: [] }, { order: 'x', lines: [] }].map((json) => ask('POST /carts/ordered', 400, { json })), asks(id, 'POST /carts/ordered', 401, { json: { order: 1, lines: [] } })]),
    draft('owned', 'each person has a cart of their own', [
      put(1, 3, 200), ask('GET /carts', 200, { person: 2, items: [] }), put(1, 1, 200, [line(1, 1)], 2), ask('DELETE /carts', 200, { person: 2, items: [] }), ask('GET /carts', 200, { items: [line(1, 3)] }),
      ...['GET /carts', 'DELETE /carts', 'DELETE /carts/1'].map((one) => asks(id, one, 401)), asks(id, 'GET /carts', 401, { headers: { 'x-person': '0' } }),
    ]),
  ]
}
