import { describe, expect, test } from 'vitest'
import { testFileSchema, type Scenario } from '../../../lib/contract/factory/scenario.ts'
import { design } from '../../../lib/factory/architect/design.ts'
import { conversations } from '../../../lib/factory/oracle/conversations.ts'
import { planApp } from '../../../lib/planner/plan-app.ts'
import { scenariosFor } from '../../../lib/factory/tester/scenarios.ts'

const sentences = [
  'A URL shortener with a click-counting worker', 'Skracacz linków z workerem zliczającym kliknięcia', 'link shortener with login',
  'an e-commerce platform with catalogue, cart, orders, payments, users and a notifications worker', 'Platforma e-commerce: katalog, koszyk, zamówienia, płatności, użytkownicy i powiadomienia',
  'Zrób sklep internetowy bez płatności', 'products and cart', 'a todo list with login', 'Add a user profile view with API validation',
]
const asked = (scenario: Scenario): string[] => scenario.steps.flatMap((step) => ('ask' in step ? [step.ask] : []))

describe.each(sentences)('%s', (sentence) => {
  const blueprint = design(planApp(sentence))
  const scenarios = scenariosFor(blueprint, 1)
  const ids = blueprint.components.map(({ id }) => id)

  test('no two scenarios have one id', () => {
    expect(testFileSchema.parse({ scenarios, changes: [] }).scenarios).toHaveLength(scenarios.length)
  })

  test('they ask components that are there, each of one component only that one', () => {
    for (const scenario of scenarios) {
      for (const one of asked(scenario)) expect(ids).toContain(one)
      if (scenario.of !== null) expect(new Set(asked(scenario))).toEqual(new Set([scenario.of]))
    }
  })

  test('each component has its own, and nothing in them waits: it can be mended by itself', () => {
    for (const id of ids) {
      const own = scenarios.filter(({ of }) => of === id)
      expect(own.length).toBeGreaterThan(2)
      expect(conversations(scenarios, id)).toHaveLength(own.reduce((sum, { steps }) => sum + steps.length, 0))
    }
  })

  test('each route of a component is asked', () => {
    for (const { id, routes } of blueprint.components) {
      const paths = scenarios.filter(({ of }) => of === id).flatMap(({ steps }) => steps.flatMap((step) => ('ask' in step ? [`${step.method} ${step.path.split('?')[0]}`] : [])))
      for (const { method, path } of routes) expect(paths.some((one) => new RegExp(`^${method} ${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(one)), `${method} ${path} of ${id}`).toBe(true)
    }
  })
})

test('the same plan, the same scenarios', () => {
  const blueprint = design(planApp(sentences[3] ?? ''))
  expect(scenariosFor(blueprint, 1)).toEqual(scenariosFor(blueprint, 1))
})
