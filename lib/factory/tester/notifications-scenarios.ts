import type { Blueprint } from '../../contract/factory/blueprint.ts'
import { asks, type Draft, type Step } from './draft.ts'

const id = 'notifications'
const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${id}-${name}`, title, of: id, steps })

interface Event { seq: number; order: number; owner: number; state: string; cents: number }
const event = (seq: number, owner: number, more: Partial<Event> = {}): Event => ({ seq, order: seq + 10, owner, state: 'paid', cents: 4_085, ...more })
const told = (last: number, ...items: Event[]): Step => asks(id, 'POST /events', 200, { json: { items: items.map((item) => ({ ...item })) }, expect: { json: { last } } })
const list = (person: number, ...items: object[]): Step => asks(id, 'GET /notifications', 200, { headers: { 'x-person': String(person) }, expect: { json: { items: items.map((item) => ({ ...item })), total: items.length } } })
const refused = (items: unknown[]): Step => asks(id, 'POST /events', 400, { json: { items: items as object[] as never } })

/** Of the worker that tells people of their orders: what its loop does, asked for by a route. */
export function notificationsScenarios({ language }: Pick<Blueprint, 'language'>): Draft[] {
  const [accepted, refusal] = language === 'pl' ? ['przyjęte', 'odrzucone'] as const : ['accepted', 'refused;'] as const
  return [
    draft('health', 'notifications is well', [asks(id, 'GET /health', 200, { expect: { json: { status: 'ok' } } })]),
    draft('told', 'each end of an order is told to whose it is, the newest first', [
      list(1), told(2, event(1, 1), event(2, 2)), list(1, { id: 1, order: 11, state: 'paid' }), list(2, { id: 2, order: 12 }), told(3, event(3, 1, { state: 'refused' })),
      list(1, { id: 3, order: 13, state: 'refused' }, { id: 1, order: 11, state: 'paid' }), list(3),
    ]),
    draft('says', 'it says which order it is and what it costs', [
      told(1, event(1, 1, { cents: 4_085 })), asks(id, 'GET /notifications', 200, { headers: { 'x-person': '1' }, expect: { has: ['11 (40.85)', accepted], hasNot: [refusal] } }), told(2, event(2, 2, { cents: 5, state: 'refused' })), asks(id, 'GET /notifications', 200, { headers: { 'x-person': '2' }, expect: { has: ['12 (0.05)', refusal], hasNot: [accepted] } }),
    ]),
    draft('once', 'what is told of twice is noted once', [told(2, event(1, 1), event(2, 1)), told(2, event(1, 1), event(2, 1)), list(1, { order: 12 }, { order: 11 }), told(3, event(2, 1), event(3, 1), event(3, 1)), list(1, { order: 13 }, { order: 12 }, { order: 11 }), told(3)]),
    draft('refuses', 'what is no event is refused, and told to nobody', [
      asks(id, 'POST /events', 400, { json: {} }), refused([null]), refused([{ seq: 0, order: 1, owner: 1 }]), refused([{ seq: 1, owner: 1 }]), refused([{ seq: 1, order: 1, owner: 'x' }]), refused([{ ...event(1, 1) }, { seq: 2 }]), asks(id, 'POST /events', 400, { text: '{' }), list(1),
    ]),
    draft('owned', 'nobody without a name is told anything', [told(1, event(1, 1)), asks(id, 'GET /notifications', 401), asks(id, 'GET /notifications', 401, { headers: { 'x-person': 'x' } })]),
  ]
}
