import { expect, test } from 'vitest'
import { appPlanSchema, type AppPlan } from '../../../lib/contract/factory/plan.ts'
import type { Registry } from '../../../lib/contract/factory/registry.ts'
import { design } from '../../../lib/factory/architect/design.ts'
import { fillsInForce } from '../../../lib/factory/developer/fills-in-force.ts'
import { planApp } from '../../../lib/planner/plan-app.ts'

const registry = { iterations: [], components: [{ id: 'todos', files: { 'rules.js': { iteration: 1 } } }] } as unknown as Registry
const fills = (wishes: AppPlan['resources'][number]['wishes']) => {
  const plan = planApp('a todo list')
  return fillsInForce('/nowhere', registry, design(appPlanSchema.parse({ ...plan, resources: plan.resources.map((resource) => ({ ...resource, wishes })) })), 'todos')
}

test('only where somebody wished for something are files looked into', () => {
  expect(fills([])).toEqual({})
  expect(() => fills([{ gap: 'rule', text: 'the title must not be No' }])).toThrow(/rules\.js/)
})
