import { expect, test } from 'vitest'
import { SentenceError } from '../../lib/contract/errors.ts'
import { joinPlans } from '../../lib/planner/join-plans.ts'
import { planApp } from '../../lib/planner/plan-app.ts'

const todos = planApp('a todo list with login')

test('a thing more stands beside those that are there', () => {
  const joined = joinPlans(todos, planApp('contacts'))
  expect(joined).toMatchObject({ slug: 'todos', title: todos.title, features: ['login'] })
  expect(joined.resources.map(({ id }) => id)).toEqual(['todos', 'contacts'])
  expect(joined.pages.map(({ id }) => id)).toEqual(['todos', 'contacts'])
})

test('a field more of a thing that is there is never required: rows without it are kept by now', () => {
  const joined = joinPlans(todos, planApp('todos with priority (required)'))
  expect(joined.resources[0]?.fields.map(({ name, isRequired }) => [name, isRequired])).toEqual([...todos.resources[0]!.fields.map(({ name, isRequired }) => [name, isRequired]), ['priority', false]])
})

test('what is all there already is refused, and says so', () => {
  expect(() => joinPlans(todos, planApp('todos'))).toThrow(SentenceError)
  expect(() => joinPlans(todos, planApp('todos'))).toThrow(/has all of that already: todos, with login/)
})
