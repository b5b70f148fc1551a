import { expect, test } from 'vitest'
import { scenarioSchema } from '../../../lib/contract/factory/scenario.ts'
import type { ScenarioEnd } from '../../../lib/factory/check/run-scenario.ts'
import { findBlame } from '../../../lib/factory/loop/find-blame.ts'

const components = [{ id: 'cats' }, { id: 'dogs' }]
const end = (id: string, of: string | null, what: string | null, step = 0): ScenarioEnd => ({
  scenario: scenarioSchema.parse({ id, title: id, of, iteration: 1, steps: [0, 1, 2].map((nth) => ({ ask: of ?? 'cats', path: `/${nth}`, expect: { status: 200 } })) }),
  failure: what === null ? null : { step, what }, answers: [], ms: 1,
})
const quiet = { deaths: [], silent: [] }

test('where all holds nobody is to blame', () => {
  expect(findBlame(components, { ...quiet, ends: [end('a', 'cats', null), end('b', null, null)] })).toEqual([])
})

test('whoever fails at what was fixed for them is, once however often, by the shortest way to it', () => {
  const troubles = findBlame(components, { ...quiet, ends: [end('a', 'cats', 'late', 2), end('b', 'cats', 'early', 1), end('c', 'dogs', null), end('d', null, 'both')] })
  expect(troubles).toMatchObject([{ component: 'cats', why: 'late', scenarios: ['a', 'b'] }])
  expect(troubles[0]?.failing).toMatchObject({ path: '/1', before: [{ path: '/0' }] })
})

test('two that fail are told apart; whoever died is to blame, and why it died is what is said', () => {
  const death = { component: 'dogs', failure: null, why: 'TypeError: bark is not a function' }
  expect(findBlame(components, { ends: [end('a', 'cats', 'wrong'), end('b', 'dogs', 'no answer')], deaths: [death], silent: [] }).map(({ component, why }) => [component, why]))
    .toEqual([['cats', 'wrong'], ['dogs', 'TypeError: bark is not a function']])
  expect(findBlame(components, { ends: [], deaths: [], silent: ['cats'] })).toMatchObject([{ component: 'cats', why: 'it never answered' }])
})

test('where each is well and the whole is not, no code is to blame', () => {
  expect(findBlame(components, { ...quiet, ends: [end('a', 'cats', null), end('whole', null, 'together they fail')] })).toMatchObject([{ component: null, scenarios: ['whole'] }])
})
