import type { Component, Route } from '../../contract/factory/blueprint.ts'
import type { AppPlan } from '../../contract/factory/plan.ts'
import { hasFields, keeper } from './keeper.ts'
import { workerLanguage } from './worker-language.ts'

const inner = (line: string, does: string): Route => route(line, does, 'inner')
const own = (line: string, does: string): Route => route(line, does, 'signed-in')

/**
 * Of a plan with products and carts, the parts of a shop, as far as its features go: each takes the place of what would
 * only keep the resource of its name. Orders need carts, and what pays and tells of them needs orders.
 */
export function shopComponents({ resources, features }: AppPlan): Component[] {
  const resource = (id: string) => resources.find((one) => one.id === id)
  const products = resource('products')
  if (!features.includes('login') || !features.includes('cart') || resource('carts') === undefined) return []
  if (products === undefined || products.isOwned || !hasFields(products, { name: 'text', price: 'money', stock: 'integer' })) return []
  const special = (id: string, more: Pick<Component, 'template' | 'needs' | 'routes'> & Partial<Component>): Component[] => {
    const found = resource(id)
    return found === undefined ? [] : [{ ...keeper({ ...found, isOwned: true }), ...more }]
  }
  const orders = features.includes('checkout') && resource('orders') !== undefined
  const payments = orders && features.includes('payments-stub') && resource('payments') !== undefined
  return [
    catalogue(keeper(products)),
    ...special('carts', { template: 'backend/carts', needs: ['products'], routes: [
      own('GET /carts', 'what is in the person’s cart, with names and prices'), own('PUT /carts/:productId', 'puts so many of a product in'),
      own('DELETE /carts/:productId', 'takes a product out'), own('DELETE /carts', 'empties it'), inner('POST /carts/ordered', 'takes out what an order has, once'),
    ] }),
    ...(orders ? special('orders', { template: 'backend/orders', needs: ['carts', 'products', ...(payments ? ['payments'] : [])], routes: [
      own('GET /orders', 'the person’s orders'), own('POST /orders', 'orders what is in the cart'), own('GET /orders/:id', 'one of them'),
      inner('POST /orders/resume', 'carries on orders that were broken off'), inner('GET /events', 'how orders ended, after ?after='),
    ] }) : []),
    ...(payments ? special('payments', { template: 'backend/payments', needs: [], routes: [
      own('GET /payments', 'the person’s payments'), own('GET /payments/:id', 'one of them'), inner('POST /payments', 'pays an order, once; a stub: no money moves'),
    ] }) : []),
    ...(orders && features.includes('notify') ? special('notifications', { layer: 'workers', language: workerLanguage(features), template: 'workers/notifications', needs: ['orders'], routes: [
      own('GET /notifications', 'what the person was told'), inner('POST /events', 'notes how orders ended, each once'),
    ] }) : []),
  ]
}

/** Everybody may look; whoever is signed in may change: there are no roles. */
const catalogue = (plain: Component): Component => ({
  ...plain, template: 'backend/products',
  routes: [
    ...plain.routes.map((one): Route => (one.method === 'GET' ? one : { ...one, access: 'signed-in' })),
    inner('POST /products/:id/take', 'takes so many out of the stock for an order, once'), inner('POST /products/:id/give', 'gives back what an order has taken, once'),
  ],
})

function route(line: string, does: string, access: Route['access']): Route {
  const [method, path = '/'] = line.split(' ')
  return { method: method as Route['method'], path, does, access }
}
