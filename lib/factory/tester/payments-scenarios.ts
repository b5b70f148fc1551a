import { asks, type Draft, type Step } from './draft.ts'

const id = 'payments'
const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${id}-${name}`, title, of: id, steps })
const as = (person: number): { headers: Record<string, string> } => ({ headers: { 'x-person': String(person) } })
/** All that it says, it says with this. */
const stub = ['"stub":"']

const pay = (order: number, cents: number, method: string, status: number, state: string, more: object = {}): Step =>
  asks(id, 'POST /payments', status, { ...as(1), json: { order, cents, method }, expect: { json: { order, state, ...more }, has: stub } })
const refused = (json: object, field: string): Step => asks(id, 'POST /payments', 400, { ...as(1), json: { ...json }, expect: { has: [`"${field}":`, ...stub] } })
const list = (person: number, ...items: object[]): Step => asks(id, 'GET /payments', 200, { ...as(person), expect: { json: { items: items.map((item) => ({ ...item })), total: items.length }, has: stub } })

/** Of the stub of payments. */
export function paymentsScenarios(): Draft[] {
  const right = { order: 1, cents: 500, method: 'test-card' }
  return [
    draft('health', 'payments is well, and says that it is a stub', [asks(id, 'GET /health', 200, { expect: { json: { status: 'ok' }, has: stub } })]),
    draft('accepted', 'what is paid is kept, the newest first', [
      list(1), pay(1, 500, 'test-card', 201, 'accepted', { id: 1, cents: 500, why: null }), pay(2, 0, 'test-card', 201, 'accepted', { id: 2 }), list(1, { id: 2, order: 2 }, { id: 1, order: 1, cents: 500, method: 'test-card', state: 'accepted' }),
      asks(id, 'GET /payments/1', 200, { ...as(1), expect: { json: { id: 1, order: 1, state: 'accepted' }, has: stub } }),
    ]),
    draft('once', 'an order is paid once, however often it is asked for', [
      pay(1, 500, 'test-card', 201, 'accepted'), pay(1, 500, 'test-card', 200, 'accepted', { id: 1 }), pay(2, 500, 'declined-card', 201, 'refused'), pay(2, 500, 'test-card', 200, 'refused', { id: 2 }), list(1, { id: 2 }, { id: 1 }),
    ]),
    draft('declined', 'a card that is declined pays nothing', [pay(1, 500, 'declined-card', 201, 'refused', { cents: 500, method: 'declined-card' }), list(1, { state: 'refused' })]),
    draft('limit', 'more than the limit is refused, and the limit is not', [pay(1, 1_000_000, 'test-card', 201, 'accepted'), pay(2, 1_000_001, 'test-card', 201, 'refused'), list(1, { state: 'refused' }, { state: 'accepted' })]),
    draft('refuses', 'what is no payment is refused, field by field', [
      refused({ ...right, order: 0 }, 'order'), refused({ ...right, order: 'x' }, 'order'), refused({ ...right, cents: 1.5 }, 'cents'), refused({ ...right, cents: -1 }, 'cents'), refused({ ...right, cents: null }, 'cents'),
      refused({ ...right, method: 'cash' }, 'method'), refused({ order: 1, cents: 1 }, 'method'), asks(id, 'POST /payments', 400, { ...as(1), text: '{', expect: { has: stub } }), list(1),
    ]),
    draft('owned', 'each person sees their own', [
      pay(1, 500, 'test-card', 201, 'accepted'), list(2), asks(id, 'GET /payments/1', 404, as(2)), asks(id, 'GET /payments/2', 404, as(1)), asks(id, 'GET /payments/none', 404, as(1)),
      asks(id, 'GET /payments', 401, { expect: { has: stub } }), asks(id, 'GET /payments/1', 401), asks(id, 'POST /payments', 401, { json: right }),
    ]),
  ]
}
