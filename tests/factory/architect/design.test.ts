import { describe, expect, test } from 'vitest'
import { blueprintSchema, type Blueprint } from '../../../lib/contract/factory/blueprint.ts'
import { design } from '../../../lib/factory/architect/design.ts'
import { planApp } from '../../../lib/planner/plan-app.ts'

const of = (sentence: string): Blueprint => design(planApp(sentence))
const parts = ({ components }: Blueprint): Record<string, string> => Object.fromEntries(components.map(({ id, template }) => [id, template]))
const needs = ({ components }: Blueprint): Record<string, string[]> => Object.fromEntries(components.filter((one) => one.needs.length > 0).map((one) => [one.id, one.needs.toSorted()]))
const routes = ({ components }: Blueprint, id: string): string[] => components.find((one) => one.id === id)?.routes.map(({ method, path, access }) => `${method} ${path} ${access}`) ?? []

const shortener = ['A URL shortener with a click-counting worker', 'Skracacz linków z workerem zliczającym kliknięcia']
const shop = ['an e-commerce platform with catalogue, cart, orders, payments, users and a notifications worker', 'Platforma e-commerce: katalog, koszyk, zamówienia, płatności, użytkownicy i powiadomienia']

describe('a shortener', () => {
  test.each(shortener)('%s', (sentence) => {
    const blueprint = of(sentence)
    expect(parts(blueprint)).toEqual({ links: 'backend/links', visits: 'workers/visits', gateway: 'api/gateway', web: 'frontend/web' })
    expect(needs(blueprint)).toEqual({ visits: ['links'], gateway: ['links', 'visits'], web: ['gateway'] })
    expect(routes(blueprint, 'links')).toEqual(expect.arrayContaining(['POST /links anyone', 'GET /go/:code anyone', 'GET /events inner']))
    expect(routes(blueprint, 'gateway')).toEqual(expect.arrayContaining(['GET /api/go/:code anyone', 'GET /api/counts anyone', 'GET /api/counts/:id anyone']))
  })

  test('that nobody asks to count has no worker', () => {
    expect(parts(of('a list of links'))).toEqual({ links: 'backend/links', gateway: 'api/gateway', web: 'frontend/web' })
  })

  test('the worker takes no name that is a resource’s', () => {
    const plan = planApp(shortener[0] ?? '')
    const [links] = plan.resources
    const { components } = design({ ...plan, resources: [...plan.resources, ...(links === undefined ? [] : [{ ...links, id: 'visits' }])] })
    expect(new Set(components.map(({ id }) => id)).size).toBe(components.length)
  })
})

describe('a shop', () => {
  test.each(shop)('%s', (sentence) => {
    const blueprint = of(sentence)
    expect(parts(blueprint)).toEqual({
      users: 'backend/users', products: 'backend/products', carts: 'backend/carts', orders: 'backend/orders', payments: 'backend/payments',
      notifications: 'workers/notifications', gateway: 'api/gateway', web: 'frontend/web',
    })
    expect(needs(blueprint)).toEqual({
      carts: ['products'], orders: ['carts', 'payments', 'products'], notifications: ['orders'], web: ['gateway'],
      gateway: ['carts', 'notifications', 'orders', 'payments', 'products', 'users'],
    })
    expect(routes(blueprint, 'products')).toEqual(expect.arrayContaining(['GET /products anyone', 'POST /products signed-in', 'POST /products/:id/take inner', 'POST /products/:id/give inner']))
    expect(blueprint.pages.map(({ id }) => id)).toEqual(['products', 'carts', 'orders', 'payments', 'notifications'])
  })

  test('what is for other components only is not at the gateway', () => {
    const open = routes(of(shop[0] ?? ''), 'gateway').join('\n')
    for (const inner of ['/take', '/give', '/ordered', '/resume', '/events', 'POST /api/payments']) expect(open).not.toContain(inner)
  })

  test('without payments, orders ask nobody for money', () => {
    const blueprint = of('Zrób sklep internetowy bez płatności')
    expect(parts(blueprint)).not.toHaveProperty('payments')
    expect(needs(blueprint)['orders']).toEqual(['carts', 'products'])
  })
})

describe('what only has the name of a part of a shop keeps rows, and no more', () => {
  test.each(['a list of orders and customers', 'a list of notifications', 'payments with amount', 'products with price and stock', 'a todo list with login'])('%s', (sentence) => {
    for (const template of Object.values(parts(of(sentence)))) expect(['backend/resource', 'backend/users', 'api/gateway', 'frontend/web']).toContain(template)
  })
})

test.each([...shortener, ...shop])('each need is there, none in a circle: %s', (sentence) => {
  const blueprint = blueprintSchema.parse(of(sentence))
  const byId = new Map(blueprint.components.map((one) => [one.id, one]))
  const depth = (id: string, above: readonly string[]): number => {
    expect(above).not.toContain(id)
    return 1 + Math.max(0, ...(byId.get(id)?.needs ?? []).map((need) => depth(need, [...above, id])))
  }
  for (const { id, needs: asked } of blueprint.components) {
    for (const need of asked) expect(byId.has(need)).toBe(true)
    expect(depth(id, [])).toBeGreaterThan(0)
  }
})

describe('workers in Python', () => {
  test.each([[shortener[0] ?? '', 'in Python', 'visits'], [shop[0] ?? '', 'in Python', 'notifications'], [shortener[1] ?? '', 'w Pythonie', 'visits']])('%s %s: the same contract, and all else stays JavaScript', (sentence, inPython, worker) => {
    const [plain, pythonic] = [of(sentence), of(`${sentence} ${inPython}`)]
    expect(pythonic.components.map(({ id, language }) => [id, language])).toEqual(plain.components.map(({ id }) => [id, id === worker ? 'python' : 'javascript']))
    expect(pythonic.components.map((one) => ({ ...one, language: 'javascript' }))).toEqual(plain.components)
  })
})
