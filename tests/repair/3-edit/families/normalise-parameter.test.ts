import { expect, test } from 'vitest'
import { squeeze } from '../edits-of.ts'
import { offered } from './offered.ts'

const between = 'function between(from, to) {\n  const days = []\n  for (let day = from; day <= to; day += 1) days.push(day)\n  return days\n}\n'
const first = (text: string, statement: string): string => squeeze(text.replace(') {\n', `) {\n  ${statement}\n`))

test('two numbers are put in order before anything else', () => {
  const made = offered(between, ['order-parameters'], { types: { from: 'number', to: 'number' } })
  expect(made).toEqual([first(between, 'if (from > to) [from, to] = [to, from]'), first(between, 'if (from < to) [from, to] = [to, from]')])
})

test('what may be a number loses its sign or its fraction, a text its spaces, a list is copied', () => {
  const of = (type: string): string[] => offered('function f(one) {\n  return one\n}\n', ['normalise-parameter'], { types: { one: type } })
  expect(of('number')).toEqual(['Math.abs(one)', 'Math.trunc(one)', 'Math.max(0, one)'].map((form) => first('function f(one) {\n  return one\n}\n', `one = ${form}`)))
  expect(of('string')).toContain(first('function f(one) {\n  return one\n}\n', 'one = one.trim()'))
  expect(of('array')).toEqual([first('function f(one) {\n  return one\n}\n', 'one = [...one]')])
})

test('only parameters, and only at the start of their function', () => {
  const made = offered(between, ['normalise-parameter'], { types: { from: 'number', to: 'string', days: 'array', day: 'number' } })
  expect(made.length).toBeGreaterThan(3)
  for (const one of made) expect(one).toMatch(/^functionbetween\(from,to\)\{(?:from|to)=/)
  expect(offered(between, ['order-parameters'], { types: { from: 'number', to: 'object' } })).toEqual([])
  expect(offered('const one = 1\nlet two = one\n', ['normalise-parameter', 'order-parameters'])).toEqual([])
})
