import { describe, expect, test } from 'vitest'
import { joinPlans } from '../../lib/planner/join-plans.ts'
import { planApp } from '../../lib/planner/plan-app.ts'

const wishesOf = (sentence: string) => Object.fromEntries(planApp(sentence).resources.map(({ id, wishes }) => [id, wishes.map(({ gap, text }) => `${gap}: ${text}`)]))
const fieldsOf = (sentence: string) => planApp(sentence).resources[0]!.fields.map(({ name }) => name)

describe('what no template has stays as it was said', () => {
  test.each([
    ['a todo list with due dates that must not lie in the past', { todos: ['rule: due dates that must not lie in the past'] }],
    ['lista zadań, termin nie może być w przeszłości', { todos: ['rule: termin nie może być w przeszłości'] }],
    ['notes with title and quantity sorted by quantity, the title must start with a capital letter', { notes: ['order: sorted by quantity', 'rule: the title must start with a capital letter'] }],
    ['lista zadań posortowana według terminu', { todos: ['order: posortowana według terminu'] }],
    ['a todo list whose dates must be in the future with login and notes', { todos: ['rule: dates must be in the future'], notes: [] }],
    ['posts and comments, content of comments may not be longer than the post', { posts: [], comments: ['rule: content of comments may not be longer than the post'] }],
  ])('%s', (sentence, wishes) => {
    expect(wishesOf(sentence)).toEqual(wishes)
  })

  test('is told, and makes no field', () => {
    const plan = planApp('a todo list with due dates that must not lie in the past')
    expect(plan.understood.map(({ text }) => text)).toContain('due dates that must not lie in the past')
    expect(plan.leftOut).toEqual([])
    expect(fieldsOf('a todo list with due dates that must not lie in the past')).toEqual(['title', 'dueDate'])
  })
})

describe('what fields have rules for is no wish', () => {
  test.each(['posts, the email must be unique', 'reviews with rating that must be between 1 and 5', 'products with price that must be positive', 'a todo list with title, which is required', 'a list of orders', 'a todo list with login', 'Lista smoków z polami: imię (wymagane), wiek'])('%s', (sentence) => {
    expect(Object.values(wishesOf(sentence)).flat()).toEqual([])
  })
})

test.each([
  'a todo list that must work and , notes', 'a todo list that must work with 7 and 8', 'lista zadań, termin musi i', 'todos must', `todos that must ${'and so on '.repeat(190)}`, 'must', 'sorted by',
])('a wish that is broken off is no reason to refuse all of it: %j', (sentence) => {
  const plan = () => planApp(sentence).resources.map(({ id }) => id)
  if (/todo|zadań/.test(sentence)) expect(plan()).toContain('todos')
  else expect(plan).toThrow('Nothing in the sentence is a thing that an app could keep')
})

test('a further sentence may bring one more, and none twice', () => {
  const before = planApp('a todo list with due dates that must not lie in the past')
  const joined = joinPlans(before, planApp('todos, the title must not be shouted'))
  expect(joined.resources[0]!.wishes.map(({ text }) => text)).toEqual(['due dates that must not lie in the past', 'the title must not be shouted'])
  expect(() => joinPlans(before, planApp('todos with due dates that must not lie in the past'))).toThrow('has all of that already')
})
