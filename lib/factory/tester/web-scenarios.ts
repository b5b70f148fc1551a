import type { Blueprint } from '../../contract/factory/blueprint.ts'
import type { PlanField, PlanPage, PlanResource } from '../../contract/factory/plan.ts'
import { gatewayId, webId } from '../architect/design.ts'
import { keepsRows } from '../architect/keeper.ts'
import { asks, type Draft, type Step } from './draft.ts'
import { escaped } from './escaped.ts'
import { scripted } from './gateway-scenarios.ts'
import { record, type Value } from './samples.ts'
import { webLinksScenarios } from './web-links-scenarios.ts'
import { webShopScenarios } from './web-shop-scenarios.ts'

/** Of the pages: the gateway behind them is told by a script. */
export function webScenarios(blueprint: Blueprint): Draft[] {
  const { pages, components, features } = blueprint
  const hasLogin = features.includes('login')
  const resourceOf = (id: string): PlanResource | null => components.find((one) => one.id === id && keepsRows(one))?.resource ?? null
  return [
    { id: `${webId}-health`, title: 'the pages are well', of: webId, steps: [asks(webId, 'GET /health', 200, { expect: { json: { status: 'ok' } } })] },
    { id: `${webId}-frame`, title: 'the first page, the look, and what is not there', of: webId, steps: [
      asks(webId, 'GET /', 303), asks(webId, 'GET /style.css', 200, { expect: { has: ['--accent'] } }), asks(webId, 'GET /nowhere', 404, { expect: { has: ['<h1>'] } }),
    ] },
    ...pages.flatMap((page) => {
      const resource = resourceOf(page.resource)
      return resource === null ? [] : pageScenarios(page, resource, hasLogin)
    }),
    ...webLinksScenarios(blueprint), ...webShopScenarios(blueprint),
    ...(hasLogin ? [loginScenario()] : []),
  ]
}

function pageScenarios(page: PlanPage, resource: PlanResource, hasLogin: boolean): Draft[] {
  const { id, title } = page
  const api = `/api/${resource.id}`
  const row = { id: 3, ...record(resource, 1), createdAt: 'x', updatedAt: 'x' }
  const others = Object.fromEntries(resource.fields.flatMap(({ of }) => (of === null ? [] : [[`${gatewayId} GET /api/${of}`, { status: 200, body: { items: [{ id: 1, name: 'Number one' }], total: 1 } }]])))
  const gateway = (line: string, status: number, body: object, sent?: string) => ({ ...others, [`${gatewayId} ${line}`]: { status, body, ...(sent === undefined ? {} : { sent }) } })
  const draft = (name: string, says: string, steps: Step[]): Draft => ({ id: `${webId}-${id}-${name}`, title: says, of: webId, steps })
  const first = resource.fields[0]
  const shown = first === undefined ? '' : escaped(String(row[first.name as keyof typeof row]))
  const sent = JSON.stringify(Object.fromEntries(resource.fields.map((field) => [field.name, row[field.name as keyof typeof row] ?? null])))
  const form = { text: formOf(resource.fields, row) }
  const page404 = { status: 404, body: { error: 'gone, says the gateway' } }
  return [
    draft('lists', `${title}: a list with a form to add to it`, [
      asks(webId, `GET /${id}`, 200, scripted({}, { expect: { has: [`<h1>${escaped(title)}</h1>`, 'class="empty"', `action="/${id}"`, ...resource.fields.map(({ name }) => `name="${name}"`)], hasNot: ['<table'] } }, gateway(`GET ${api}`, 200, { items: [], total: 0 }))),
      asks(webId, `GET /${id}`, 200, scripted({}, { expect: { has: [shown, `href="/${id}/3"`, '<table'], hasNot: ['<kot>', 'class="empty"', 'undefined', '[object'] } }, gateway(`GET ${api}`, 200, { items: [row], total: 1 }))),
      asks(webId, `GET /${id}?q=a%26b`, 200, scripted({}, { expect: { has: ['value="a&amp;b"', shown] } }, gateway(`GET ${api}?q=a%26b`, 200, { items: [row], total: 1 }))),
    ]),
    draft('adds', `${title}: what is entered goes to the API as it wants it`, [
      asks(webId, `POST /${id}`, 303, scripted({}, form, gateway(`POST ${api}`, 201, row, sent))),
      asks(webId, `POST /${id}`, 403, scripted({ 'sec-fetch-site': 'cross-site' }, form, gateway(`POST ${api}`, 201, row))),
      asks(webId, `POST /${id}`, 400, scripted({}, { ...form, expect: { has: [escaped('is <b>wrong</b>'), 'aria-invalid', shown], hasNot: ['<b>wrong'] } }, {
        ...gateway(`POST ${api}`, 400, { error: 'no', fields: { [first?.name ?? 'x']: 'is <b>wrong</b>' } }), [`${gatewayId} GET ${api}`]: { status: 200, body: { items: [], total: 0 } },
      })),
    ]),
    draft('shows', `${title}: one of them, to be read and changed`, [
      asks(webId, `GET /${id}/3`, 200, scripted({}, { expect: { has: [shown, `action="/${id}/3"`, `action="/${id}/3/delete"`], hasNot: ['<kot>', 'undefined', '[object'] } }, gateway(`GET ${api}/3`, 200, row))),
      asks(webId, `GET /${id}/3`, 404, scripted({}, { expect: { has: ['gone, says the gateway', 'role="alert"'] } }, { [`${gatewayId} GET ${api}/3`]: page404 })),
      asks(webId, `POST /${id}/3`, 303, scripted({}, form, gateway(`PUT ${api}/3`, 200, row, sent))),
      asks(webId, `POST /${id}/3/delete`, 303, scripted({}, {}, gateway(`DELETE ${api}/3`, 200, row))),
      asks(webId, `POST /${id}/3/delete`, 404, scripted({}, {}, { [`${gatewayId} DELETE ${api}/3`]: page404 })),
    ]),
    // Whoever mends it may not mend what it is judged by: a script that is not kept to has to be noticed.
    draft('script', `${title}: a rehearsal is held to its script`, [{ sent: 'another' }, { by: 'Bearer another' }].map((other) =>
      asks(webId, `GET /${id}`, 422, scripted({}, {}, { ...others, [`${gatewayId} GET ${api}`]: { status: 200, body: { items: [row], total: 1 }, ...other } })))),
    ...(hasLogin ? [draft('session', `${title}: whoever is signed in asks in their own name`, [
      asks(webId, `GET /${id}`, 200, scripted({ cookie: 'a=b; session=a.b-c' }, { expect: { has: [shown, 'action="/logout"'], hasNot: ['href="/login"'] } }, { ...others, [`${gatewayId} GET ${api}`]: { status: 200, body: { items: [row], total: 1 }, by: 'Bearer a.b-c' } })),
    ])] : []),
    ...(hasLogin && resource.isOwned ? [draft('signed-in', `${title}: who is not signed in is led to where they can`, [
      asks(webId, `GET /${id}`, 303, scripted({}, {}, gateway(`GET ${api}`, 401, { error: 'sign in first' }))),
    ])] : []),
  ]
}

function loginScenario(): Draft {
  const entered = 'name=Ada&email=ada%40example.org&password=correct+horse'
  const sent = JSON.stringify({ name: 'Ada', email: 'ada@example.org', password: 'correct horse' })
  return { id: `${webId}-login`, title: 'people register, sign in and sign out', of: webId, steps: [
    asks(webId, 'GET /login', 200, { expect: { has: ['name="email"', 'type="password"', 'href="/register"'] } }), asks(webId, 'GET /register', 200, { expect: { has: ['name="name"', 'type="password"'] } }),
    asks(webId, 'POST /register', 303, scripted({}, { text: entered }, { [`${gatewayId} POST /api/users`]: { status: 201, body: { id: 1, token: 'a.b' }, sent } })),
    asks(webId, 'POST /register', 409, scripted({}, { text: entered, expect: { has: ['taken already', 'ada@example.org'], hasNot: ['correct horse'] } }, { [`${gatewayId} POST /api/users`]: { status: 409, body: { error: 'no', fields: { email: 'taken already' } } } })),
    asks(webId, 'POST /login', 401, scripted({}, { text: entered, expect: { has: ['wrong, says it', 'ada@example.org'], hasNot: ['correct horse'] } }, { [`${gatewayId} POST /api/sessions`]: { status: 401, body: { error: 'wrong, says it' } } })),
    asks(webId, 'POST /login', 303, scripted({}, { text: entered }, { [`${gatewayId} POST /api/sessions`]: { status: 200, body: { id: 1, token: 'a.b' }, sent: JSON.stringify({ email: 'ada@example.org', password: 'correct horse' }) } })),
    asks(webId, 'POST /logout', 303),
  ] }
}

/** As a browser sends what stands in the form. */
function formOf(fields: readonly PlanField[], row: Record<string, Value>): string {
  const entries = fields.flatMap(({ name, type }): [string, string][] => (type === 'yes-no' ? (row[name] === true ? [[name, 'on']] : []) : [[name, String(row[name] ?? '')]]))
  return new URLSearchParams(entries).toString()
}
