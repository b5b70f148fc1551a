import type { PlanResource } from '../../contract/factory/plan.ts'
import { asks, type Draft, type Step } from './draft.ts'
import { record } from './samples.ts'

/** As templates/backend/links/codes.js.j2 writes the numbers 1, 2 and 31. */
const codes = { one: '3223', two: '3224', thirtyOne: '3232' }
const visit = (seq: number, link: number): { seq: number; link: number } => ({ seq, link })

/** Of links, what they do beside being kept. */
export function linksScenarios(resource: PlanResource): Draft[] {
  const { id, isOwned, operations } = resource
  const asFirst = isOwned ? { headers: { 'x-person': '1' } } : {}
  const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${id}-${name}`, title, of: id, steps })
  const add = (url: string, short: string): Step => asks(id, `POST /${id}`, 201, { ...asFirst, json: { ...record(resource, 1), url }, expect: { json: { url, short } } })
  const events = (after: string, status: number, items: object[] = []): Step => asks(id, `GET /events${after}`, status, status === 200 ? { expect: { json: { items: items.map((item) => ({ ...item })) } } } : {})
  const isOnce = resource.fields.some(({ isUnique, name }) => isUnique && name !== 'url')
  return [
    draft('short', 'a short address leads on, and says nothing else', [
      add('https://example.org/a?b=1&c=%20', codes.one),
      asks(id, `GET /go/${codes.one}`, 302, { expect: { json: { location: 'https://example.org/a?b=1&c=%20' }, hasNot: ['createdAt'] } }),
      asks(id, `GET /${id}/1`, 200, { ...asFirst, expect: { json: { short: codes.one } } }), asks(id, `GET /${id}`, 200, { ...asFirst, expect: { json: { items: [{ short: codes.one }] } } }),
    ]),
    draft('letters', 'letters that no header takes are written out', [add('https://example.org/ż ó', codes.one), asks(id, `GET /go/${codes.one}`, 302, { expect: { json: { location: 'https://example.org/%C5%BC%20%C3%B3' } } })]),
    draft('unknown', 'what is no short address leads nowhere, and is no visit', [
      add('https://example.org/1', codes.one),
      ...[codes.two, '2222', '222', '2', 'abc0', 'zzzzzzzzz', 'zzzzzzzzzzzzzzzzzzzz', `${codes.one}Z`, `2${codes.one}`, '2223'].map((code) => asks(id, `GET /go/${code}`, 404)),
      events('?after=0', 200),
    ]),
    draft('visits', 'each visit waits to be counted, in the order in which they came', [
      events('', 200),
      ...(isOnce ? [] : [
        add('https://example.org/1', codes.one), add('https://example.org/2', codes.two),
        ...[codes.two, codes.one, codes.two].map((code) => asks(id, `GET /go/${code}`, 302)),
        events('', 200, [visit(1, 2), visit(2, 1), visit(3, 2)]), events('?after=1', 200, [visit(2, 1), visit(3, 2)]), events('?after=3', 200), events('?after=99', 200),
      ]),
      events('?after=x', 400), events('?after=-1', 400), events('?after=1.5', 400),
    ]),
    ...(isOnce ? [] : [draft('many', 'the letters carry over', [
      ...Array.from({ length: 30 }, (_, index) => asks(id, `POST /${id}`, 201, { ...asFirst, json: { ...record(resource, 1), url: `https://example.org/${index + 1}` } })), add('https://example.org/31', codes.thirtyOne),
      asks(id, `GET /go/${codes.thirtyOne}`, 302, { expect: { json: { location: 'https://example.org/31' } } }),
    ])]),
    ...(operations.includes('delete') ? [draft('gone', 'what was removed leads nowhere', [add('https://example.org/1', codes.one), asks(id, `DELETE /${id}/1`, 200, asFirst), asks(id, `GET /go/${codes.one}`, 404)])] : []),
  ]
}
