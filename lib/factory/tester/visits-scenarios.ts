import type { Component } from '../../contract/factory/blueprint.ts'
import { asks, type Draft, type Step } from './draft.ts'

/** Of the worker that counts visits: what its loop does, asked for by a route. */
export function visitsScenarios({ id }: Pick<Component, 'id'>): Draft[] {
  const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${id}-${name}`, title, of: id, steps })
  const told = (last: number, ...items: [seq: number, link: number][]): Step => asks(id, 'POST /events', 200, { json: { items: items.map(([seq, link]) => ({ seq, link })) }, expect: { json: { last } } })
  const counts = (...items: [link: number, visits: number][]): Step => asks(id, 'GET /counts', 200, { expect: { json: { items: items.map(([link, visits]) => ({ link, visits })) } } })
  const count = (link: number, visits: number): Step => asks(id, `GET /counts/${link}`, 200, { expect: { json: { link, visits } } })
  const refused = (json: object): Step => asks(id, 'POST /events', 400, { json: { ...json } })
  return [
    draft('health', `${id} is well`, [asks(id, 'GET /health', 200, { expect: { json: { status: 'ok' } } })]),
    draft('counts', 'each visit counts for its link', [counts(), told(3, [1, 7], [2, 8], [3, 7]), counts([7, 2], [8, 1]), count(7, 2), count(8, 1), told(4, [4, 8]), count(8, 2)]),
    draft('nothing', 'a link that nobody has visited has none', [count(1, 0), told(0), counts(), asks(id, 'GET /counts/none', 404), asks(id, 'GET /counts/0', 404)]),
    draft('once', 'a visit that is told of twice counts once', [
      told(2, [1, 7], [2, 7]), told(2, [1, 7], [2, 7]), count(7, 2), told(3, [2, 7], [3, 7]), count(7, 3), told(3, [3, 8]), counts([7, 3]), told(4, [4, 8], [4, 8]), counts([7, 3], [8, 1]),
    ]),
    draft('refuses', 'what is no visit is refused, and counts nothing', [
      refused({}), refused({ items: 'all' }), refused({ items: [{ seq: 1 }] }), refused({ items: [{ seq: 0, link: 1 }] }), refused({ items: [{ seq: 1, link: 1 }, { seq: 2, link: 'x' }] }),
      refused({ items: [{ seq: 1, link: 0 }] }), refused({ items: [null] }), asks(id, 'POST /events', 400, { text: '{' }), counts(),
    ]),
  ]
}
