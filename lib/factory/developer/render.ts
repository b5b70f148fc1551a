import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import type { Blueprint, Component } from '../../contract/factory/blueprint.ts'
import type { FieldType, GapKind } from '../../contract/factory/plan.ts'
import type { GenomeFiles } from '../../contract/genome.ts'
import { contractName } from '../../app-folder/paths.ts'
import { hasTemplate, pageOf } from '../architect/blueprint-parts.ts'
import { forwardedRoutes } from '../architect/forwarded-routes.ts'
import { keepsRows } from '../architect/keeper.ts'
import { wishesOf, type Fills, type Gap } from './gap.ts'

const service = { 'store.js': 'shared/store.js.j2', 'http.js': 'shared/http.js.j2' }
const asking = { ...service, 'peers.js': 'shared/peers.js.j2' }
const working = { ...asking, 'repeat.js': 'shared/repeat.js.j2' }
const people = { 'people.js': 'shared/people.js.j2' }
const pythonic = { 'store.py': 'shared/store.py.j2', 'service.py': 'shared/service.py.j2', 'peers.py': 'shared/peers.py.j2', 'repeat.py': 'shared/repeat.py.j2' }
/** Of each folder of templates, the files that a component is made of, and the template of each. */
const recipes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'backend/resource': { 'main.js': 'backend/resource/main.js.j2', 'rules.js': 'backend/resource/rules.js.j2', ...service },
  'backend/users': { 'main.js': 'backend/users/main.js.j2', 'passwords.js': 'backend/users/passwords.js.j2', 'rules.js': 'backend/resource/rules.js.j2', 'tokens.js': 'shared/tokens.js.j2', ...service },
  'backend/links': { 'main.js': 'backend/links/main.js.j2', 'codes.js': 'backend/links/codes.js.j2', 'rules.js': 'backend/resource/rules.js.j2', ...service },
  'backend/products': { 'main.js': 'backend/products/main.js.j2', 'rules.js': 'backend/resource/rules.js.j2', ...service },
  'backend/carts': { 'main.js': 'backend/carts/main.js.j2', ...asking, ...people },
  'backend/orders': { 'main.js': 'backend/orders/main.js.j2', 'cart.js': 'backend/orders/cart.js.j2', 'steps.js': 'backend/orders/steps.js.j2', ...working, ...people },
  'backend/payments': { 'main.js': 'backend/payments/main.js.j2', ...service, ...people },
  'workers/visits': { 'main.js': 'workers/visits/main.js.j2', ...working },
  'workers/notifications': { 'main.js': 'workers/notifications/main.js.j2', ...working, ...people },
  'workers/visits in python': { 'main.py': 'workers/visits/main.py.j2', ...pythonic },
  'workers/notifications in python': { 'main.py': 'workers/notifications/main.py.j2', ...pythonic, 'people.py': 'shared/people.py.j2' },
  'api/gateway': { 'main.js': 'api/gateway/main.js.j2', 'tokens.js': 'shared/tokens.js.j2', 'peers.js': 'shared/peers.js.j2', 'http.js': 'shared/http.js.j2' },
  'frontend/web': {
    'main.js': 'frontend/web/main.js.j2', 'talk.js': 'frontend/web/talk.js.j2', 'html.js': 'frontend/web/html.js.j2', 'views.js': 'frontend/web/views.js.j2', 'pages.js': 'frontend/web/pages.js.j2', 'forms.js': 'frontend/web/forms.js.j2', 'style.js': 'frontend/web/style.js.j2',
    'links.js': 'frontend/web/links.js.j2', 'shop.js': 'frontend/web/shop.js.j2', 'shop-views.js': 'frontend/web/shop-views.js.j2',
    'peers.js': 'shared/peers.js.j2', 'http.js': 'shared/http.js.j2',
  },
}

/** Files that only some apps have: without a login nobody has a token, without a shop there is no page of it. */
const wanted: Readonly<Record<string, (blueprint: Blueprint) => boolean>> = {
  'tokens.js': ({ features }) => features.includes('login'), 'links.js': (blueprint) => hasTemplate(blueprint, 'backend/links'),
  'shop.js': (blueprint) => hasTemplate(blueprint, 'backend/carts'), 'shop-views.js': (blueprint) => hasTemplate(blueprint, 'backend/carts'),
}

/** What is kept is not all that is told, or not just as it is kept. */
const showing: ReadonlySet<string> = new Set(['backend/links', 'backend/products'])

/** Kinds of fields that a search looks into. */
const textual: ReadonlySet<FieldType> = new Set(['text', 'long-text', 'email', 'url', 'phone', 'choice'])

const templatesDir = fileURLToPath(new URL('../../../templates/', import.meta.url))
const templates = new nunjucks.Environment(new nunjucks.FileSystemLoader(templatesDir), { autoescape: false, throwOnUndefined: true })
templates.addFilter('js', literal)

/** A text as JavaScript in single quotes, whatever is in it. */
function literal(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'").replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}

export interface Rendering { files: GenomeFiles; gaps: Gap[] }

/** The files of a component, as its templates have them. Pure, but for the templates on disk. */
export function render(blueprint: Blueprint, component: Component, fills: Fills = {}): Rendering {
  const { language, components, features } = blueprint
  const recipe = recipes[component.language === 'javascript' ? component.template : `${component.template} in ${component.language}`]
  if (recipe === undefined) throw new Error(`there are no templates ${component.template}`)
  const { resource } = component
  const hasLogin = features.includes('login')
  const pages = blueprint.pages.map((page) => {
    const of = components.find(({ id }) => id === page.resource)
    return { ...page, resource: of?.resource, kept: of?.template }
  })
  const gaps: Gap[] = []
  const context = (path: string): object => ({
    wishes: (kind: GapKind) => wishesOf(resource, kind).map((text) => text.replaceAll(/\s+/g, ' ')),
    gap(kind: GapKind, name: string, { params, tokens, contract, caller }: Pick<Gap, 'params' | 'tokens' | 'contract'> & { caller: () => string }) {
      const own = caller().trim()
      gaps.push({ kind, path, name, params, tokens, contract, own })
      return fills[kind] ?? own
    },
    language, title: blueprint.title, component, resource, hasLogin,
    t: (en: string, pl: string) => (language === 'pl' ? pl : en),
    has: (operation: string) => resource?.operations.some((one) => one === operation) ?? false,
    uses: (...kinds: FieldType[]) => resource?.fields.some(({ type }) => kinds.includes(type)) ?? false,
    searched: resource?.fields.filter(({ type }) => textual.has(type)).map(({ name }) => name),
    unique: resource?.fields.filter(({ isUnique }) => isUnique).map(({ name }) => name),
    pages, lists: pages.filter(({ kept: template }) => template !== undefined && keepsRows({ template })),
    pageOf: (kept: string) => pageOf(blueprint, kept) ?? { id: kept, title: kept },
    hasLinks: hasTemplate(blueprint, 'backend/links'), hasShop: hasTemplate(blueprint, 'backend/carts'), counts: hasTemplate(blueprint, 'workers/visits'),
    hasOrders: hasTemplate(blueprint, 'backend/orders'), hasPayments: hasTemplate(blueprint, 'backend/payments'), hasNotifications: hasTemplate(blueprint, 'workers/notifications'),
    shows: showing.has(component.template), isPolled: component.routes.some(({ path }) => path === '/events'), asksFor: (id: string) => component.needs.includes(id),
    forwarded: forwardedRoutes(blueprint, component),
  })
  const files = Object.entries(recipe).filter(([path]) => wanted[path]?.(blueprint) ?? true).map(([path, template]): [string, string] => [path, tidy(templates.render(template, context(path)))])
  const { id, needs, routes } = component
  return { gaps, files: { ...Object.fromEntries(files), [contractName]: `${JSON.stringify({ id, needs, routes }, null, 2)}\n` } }
}

/** No line with nothing but blanks, no two empty ones behind each other. */
const tidy = (text: string): string => `${text.replaceAll(/[ \t]+$/gm, '').replaceAll(/\n{3,}/g, '\n\n').trim()}\n`
