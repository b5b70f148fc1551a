import { parse } from 'acorn'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appPlanSchema, type AppPlan } from '../../../lib/contract/factory/plan.ts'
import { design } from '../../../lib/factory/architect/design.ts'
import { joinEdits } from '../../../lib/factory/developer/join-edits.ts'
import { render } from '../../../lib/factory/developer/render.ts'
import { planApp } from '../../../lib/planner/plan-app.ts'

const rendered = (plan: AppPlan) => {
  const blueprint = design(plan)
  return blueprint.components.flatMap((component) => Object.entries(render(blueprint, component).files).map(([path, text]) => ({ path: `${component.id}/${path}`, text })))
}
const parses = (text: string): unknown => parse(text, { ecmaVersion: 'latest', sourceType: 'module' })

test.each(['a todo list with login', 'Dodaj widok profilu użytkownika z walidacją API', 'products with price, colour "red" "blue", weight, stock, date, is active, phone, website, rating from 1 to 5, and reviews'])('%s: every file parses, and no word of a template is left in it', (sentence) => {
  for (const { path, text } of rendered(planApp(sentence))) {
    if (path.endsWith('.js')) expect(() => parses(text), path).not.toThrow()
    expect(text, path).not.toMatch(/\{[{%#]|[}%#]\}\}|undefined,|\[object/)
  }
})

test('whatever people call things stays a text, and never becomes code', () => {
  const plan = planApp('a todo list with login')
  const hostile = fc.oneof(fc.string({ minLength: 1, maxLength: 40 }), fc.constantFrom("'", '`${process.exit()}`', '*/ process.exit() /*', '</script>', '{{ 7*7 }}', '{% include "x" %}', '\\', "\\'", 'a\nb', '\u2028'))
  fc.assert(fc.property(hostile, hostile, (title, label) => {
    const named = appPlanSchema.safeParse({ ...plan, title, resources: plan.resources.map((resource) => ({ ...resource, label, wishes: [{ gap: 'rule', text: title }, { gap: 'order', text: label }], fields: resource.fields.map((field) => ({ ...field, label })) })), pages: plan.pages.map((page) => ({ ...page, title })) })
    if (!named.success) return
    for (const { path, text } of rendered(named.data)) {
      if (!path.endsWith('.js')) continue
      const literals = new Set<string>()
      const walk = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return
        const { type, value } = node as { type?: string; value?: unknown }
        if (type === 'Literal' && typeof value === 'string') literals.add(value)
        for (const child of Object.values(node)) walk(child)
      }
      walk(parses(text))
      if (path === 'web/pages.js') expect([literals.has(named.data.title), literals.has(named.data.resources[0]!.label)]).toEqual([true, true])
    }
  }), { numRuns: 60, seed: 7 })
})

test('an edit by hand and what a feature changes are joined, unless both want the same lines', () => {
  const base = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', ''].join('\n')
  expect(joinEdits(base, base.replace('two', 'TWO'), base.replace('seven', 'SEVEN'))).toBe(base.replace('two', 'TWO').replace('seven', 'SEVEN'))
  expect(joinEdits(base, base.replace('two', 'TWO'), base.replace('two', 'deux'))).toBeNull()
})
