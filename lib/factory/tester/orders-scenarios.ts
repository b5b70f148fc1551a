import type { Component } from '../../contract/factory/blueprint.ts'
import type { Json } from '../../contract/json.ts'
import { asks, type Draft, type Step } from './draft.ts'
import { scripted, type Script } from './gateway-scenarios.ts'
import { book, bothCents, priced, tea } from './shop-samples.ts'

const id = 'orders'
const lines = [{ productId: 1, quantity: 3 }, { productId: 2, quantity: 2 }]
const sent = (fields: object): string => JSON.stringify(fields)
const inCart = (items: object[], by = '1'): Script => ({ 'carts GET /carts': { status: 200, body: { items }, by } })
const broken = { status: 500, body: {} }

/** Of an order with both products, all that the others have to be asked for it, and that they do it. */
const allIsWell = (order = 1, by = '1'): Script => ({
  ...inCart(lines, by), ...priced(),
  'products POST /products/1/take': { status: 200, body: {}, sent: sent({ order, quantity: 3 }) }, 'products POST /products/2/take': { status: 200, body: {}, sent: sent({ order, quantity: 2 }) },
  'products POST /products/1/give': { status: 200, body: {}, sent: sent({ order }) }, 'products POST /products/2/give': { status: 200, body: {}, sent: sent({ order }) },
  'payments POST /payments': { status: 201, body: { state: 'accepted', why: null }, sent: sent({ order, cents: bothCents, method: 'test-card' }), by },
  'carts POST /carts/ordered': { status: 200, body: {}, sent: sent({ order, lines }), by },
})

interface Asked { person?: number; script?: Script; given?: Json; has?: string[] }

/** Of orders: carts, products and payments are told by a script. */
export function ordersScenarios({ needs }: Pick<Component, 'needs'>): Draft[] {
  const hasPayments = needs.includes('payments')
  const done = hasPayments ? 'paid' : 'placed'
  const body: Json = hasPayments ? { method: 'test-card' } : {}
  const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${id}-${name}`, title, of: id, steps })
  const ask = (line: string, status: number, json: Json = {}, { person = 1, script = {}, given, has = [] }: Asked = {}): Step =>
    asks(id, line, status, scripted({ 'x-person': String(person) }, { ...(given === undefined ? {} : { json: given }), expect: { json, has } }, script))
  const place = (status: number, script: Script, json: Json = {}, has: string[] = []): Step => ask('POST /orders', status, json, { script, given: body, has })
  const list = (...items: Json[]): Step => ask('GET /orders', 200, { items, total: items.length })
  const events = (after: number, ...items: Json[]): Step => ask(`GET /events?after=${after}`, 200, { items })
  const event = (seq: number, order: number, state: string, owner = 1): Json => ({ seq, order, owner, state, cents: bothCents })
  const declined: Script = { ...allIsWell(), 'payments POST /payments': { status: 201, body: { state: 'refused', why: 'declined, says it' } } }
  const resume = (resumed: number, script: Script): Step => ask('POST /orders/resume', 200, { resumed }, { script, given: {} })

  return [
    draft('health', 'orders is well', [asks(id, 'GET /health', 200, { expect: { json: { status: 'ok' } } })]),
    draft('placed', 'what is in the cart is ordered at the prices of now, and the cart is emptied', [
      list(), place(201, allIsWell(), { id: 1, state: done, why: null, cents: bothCents, lines: [{ ...lines[0], name: tea.name, cents: tea.cents }, { ...lines[1], name: book.name, cents: book.cents }] }),
      list({ id: 1, state: done, cents: bothCents }), ask('GET /orders/1', 200, { id: 1, state: done, cents: bothCents }), events(0, event(1, 1, done)), events(1),
    ]),
    draft('again', 'orders have numbers, and so have the news of their ends', [
      place(201, allIsWell(), { id: 1, state: done }), place(201, allIsWell(2), { id: 2, state: done }), list({ id: 2 }, { id: 1 }), events(0, event(1, 1, done), event(2, 2, done)), events(1, event(2, 2, done)),
    ]),
    draft('empty', 'an empty cart is no order', [place(409, inCart([])), list(), events(0)]),
    draft('too-little', 'what is not there cannot be ordered, and is named', [place(409, { ...inCart(lines), ...priced({ tea: 2, book: 9 }) }, {}, [tea.name]), place(409, { ...inCart(lines), ...priced({ tea: 3, book: 1 }) }, {}, [book.name]), list()]),
    draft('not-sold', 'what is not sold any more cannot be ordered', [place(409, { ...allIsWell(), 'products GET /products/2': { status: 404, body: {} } }), list(), events(0)]),
    draft('sold-meanwhile', 'where somebody else was faster, what was taken is given back', [
      place(502, { ...allIsWell(), 'products POST /products/2/take': { status: 409, body: { error: 'gone, says it' } }, 'products POST /products/1/give': broken }), list({ id: 1, state: 'open' }),
      place(201, { ...allIsWell(), 'products POST /products/2/take': { status: 409, body: { error: 'gone, says it' } }, 'payments POST /payments': broken, 'carts POST /carts/ordered': broken }, { id: 1, state: 'refused', why: 'gone, says it' }), events(0, event(1, 1, 'refused')),
    ]),
    draft('withdrawn-meanwhile', 'what is taken out of the catalogue meanwhile refuses the order', [
      place(201, { ...allIsWell(), 'products POST /products/1/take': { status: 404, body: {} }, 'products POST /products/1/give': { status: 404, body: {} }, 'payments POST /payments': broken }, { state: 'refused' }, [tea.name]),
    ]),
    ...(hasPayments ? [
      draft('declined', 'a payment that is refused refuses the order, and the cart stays', [
        place(201, { ...declined, 'carts POST /carts/ordered': broken }, { id: 1, state: 'refused', why: 'declined, says it' }), list({ id: 1, state: 'refused', why: 'declined, says it' }), events(0, event(1, 1, 'refused')),
        place(201, allIsWell(2), { id: 2, state: done }), events(1, event(2, 2, done)),
      ]),
      draft('gives-back', 'of a refused order everything is given back before it ends', [place(502, { ...declined, 'products POST /products/2/give': broken }), list({ state: 'open' }), events(0), place(201, declined, { id: 1, state: 'refused' })]),
      draft('unpaid', 'without an answer of payments the order stays open, and goes on when it is asked for again', [
        place(502, { ...allIsWell(), 'payments POST /payments': broken }), list({ id: 1, state: 'open' }), events(0), place(201, { ...allIsWell(), ...inCart([]) }, { id: 1, state: done }), list({ id: 1, state: done }), events(0, event(1, 1, done)),
      ]),
      draft('methods', 'it is paid by a method that there is', [
        ...[{}, { method: 'cash' }, { method: null }].map((given) => ask('POST /orders', 400, { fields: {} }, { script: allIsWell(), given, has: ['"method":'] })), list(),
        ask('POST /orders', 201, { state: done }, { given: { method: 'declined-card' }, script: { ...allIsWell(), 'payments POST /payments': { status: 200, body: { state: 'accepted' }, sent: sent({ order: 1, cents: bothCents, method: 'declined-card' }) } } }),
      ]),
    ] : []),
    draft('resumed', 'orders that were broken off are carried on, once', [
      resume(0, {}), place(502, { ...allIsWell(), 'carts POST /carts/ordered': broken }), list({ state: 'open' }), resume(1, allIsWell()), list({ id: 1, state: done }), resume(0, {}), events(0, event(1, 1, done)),
      place(502, { ...allIsWell(2), 'products POST /products/1/take': broken }), ask('POST /orders/resume', 502, {}, { script: { 'products POST /products/1/take': broken }, given: {} }), list({ id: 2, state: 'open' }, { id: 1 }),
    ]),
    draft('order-of-ends', 'news come in the order of the ends, not of the beginnings', [
      place(502, { ...allIsWell(), 'carts POST /carts/ordered': broken }), ask('POST /orders', 201, { id: 2, state: done }, { person: 2, given: body, script: allIsWell(2, '2') }), events(0, event(1, 2, done, 2)),
      place(201, allIsWell(), { id: 1, state: done }), events(0, event(1, 2, done, 2), event(2, 1, done)), events(1, event(2, 1, done)),
    ]),
    draft('without-others', 'without carts or products nothing is ordered', [place(502, { ...allIsWell(), 'carts GET /carts': broken }), place(502, { ...allIsWell(), 'products GET /products/1': broken }), list()]),
    draft('script', 'a rehearsal is held to its script', [
      ...[{ sent: 'another' }, { by: 'another' }].map((other) => place(502, { ...allIsWell(), 'carts GET /carts': { status: 200, body: { items: lines }, ...other } })), list(),
    ]),
    draft('owned', 'each person sees their own', [
      place(201, allIsWell(), { id: 1 }), ask('GET /orders', 200, { items: [], total: 0 }, { person: 2 }), ask('GET /orders/1', 404, {}, { person: 2 }), ask('GET /orders/2', 404), ask('GET /orders/none', 404),
      asks(id, 'GET /orders', 401), asks(id, 'GET /orders/1', 401), asks(id, 'POST /orders', 401, { json: body }),
      ask('POST /orders', 201, { id: 2, state: done }, { person: 2, given: body, script: allIsWell(2, '2') }), list({ id: 1 }),
    ]),
    draft('events-refuse', 'news are asked for by number', ['x', '-1', '0.5'].map((after) => ask(`GET /events?after=${after}`, 400))),
  ]
}
