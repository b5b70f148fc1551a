import type { PlanResource } from '../../contract/factory/plan.ts'
import { asks, type Draft, type Step } from './draft.ts'
import { record } from './samples.ts'

/** Of products, what orders ask of them beside their being kept. */
export function stockScenarios(resource: PlanResource): Draft[] {
  const { id, fields } = resource
  const limits = fields.find(({ name }) => name === 'stock')
  const stock = Math.max(2, limits?.min ?? 0)
  // A plan may allow so little stock that there is nothing to be told apart.
  if (stock > (limits?.max ?? Infinity)) return []
  const one = { ...record(resource, 1), stock }
  const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${id}-${name}`, title, of: id, steps: [asks(id, `POST /${id}`, 201, { json: one, expect: { json: { id: 1, stock } } }), ...steps] })
  const take = (order: number, quantity: number, left: number): Step => asks(id, `POST /${id}/1/take`, 200, { json: { order, quantity }, expect: { json: { id: 1, stock: left }, hasNot: ['"taken"'] } })
  const tooMuch = (order: number, quantity: number): Step => asks(id, `POST /${id}/1/take`, 409, { json: { order, quantity }, expect: { has: [String(one['name' as keyof typeof one]).slice(0, 3)] } })
  const give = (order: number, left: number): Step => asks(id, `POST /${id}/1/give`, 200, { json: { order }, expect: { json: { id: 1, stock: left } } })
  const left = (now: number): Step => asks(id, `GET /${id}/1`, 200, { expect: { json: { stock: now }, hasNot: ['"taken"'] } })
  const refused = (path: string, json: object): Step => asks(id, `POST /${id}/1/${path}`, 400, { json: { ...json } })
  return [
    draft('take', 'orders take out of the stock, down to nothing and not below', [take(1, 1, stock - 1), tooMuch(2, stock), left(stock - 1), take(2, stock - 1, 0), tooMuch(3, 1), left(0)]),
    draft('take-once', 'an order takes once, however often it asks', [take(1, 1, stock - 1), take(1, 1, stock - 1), take(2, 1, stock - 2), take(1, 1, stock - 2), left(stock - 2)]),
    draft('give', 'what an order has taken comes back, once', [
      take(1, 2, stock - 2), give(1, stock), give(1, stock), give(9, stock), left(stock), asks(id, `POST /${id}/1/take`, 409, { json: { order: 1, quantity: 2 } }), left(stock), take(2, 2, stock - 2),
    ]),
    draft('changes-keep', 'a change of the product forgets no order', [
      take(1, 1, stock - 1), asks(id, `PUT /${id}/1`, 200, { json: { stock }, expect: { json: { stock }, hasNot: ['"taken"'] } }), take(1, 1, stock), give(1, stock + 1),
    ]),
    draft('take-refuses', 'only orders take and give', [
      refused('take', { quantity: 1 }), refused('take', { order: 0, quantity: 1 }), refused('take', { order: 1 }), refused('take', { order: 1, quantity: 0 }), refused('take', { order: 1, quantity: -1 }),
      refused('take', { order: 1, quantity: 0.5 }), refused('give', {}), refused('give', { order: 'x' }), left(stock),
      asks(id, `POST /${id}/2/take`, 404, { json: { order: 1, quantity: 1 } }), asks(id, `POST /${id}/2/give`, 404, { json: { order: 1 } }),
    ]),
  ]
}
