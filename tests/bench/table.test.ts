import { expect, test } from 'vitest'
import { none } from '../../bench/failover/figures.ts'
import { ratioOf, type Figure } from '../../bench/figure.ts'
import { table } from '../../bench/table.ts'

const row = (name: string, value: number, control: number): Figure => ({ name, value, unit: 'ms', control, ratio: ratioOf(value, control), goal: '≤ 2 ms', met: value <= 2 })

test('each column stands under itself', () => {
  expect(table([row('short', 1, 4), row('a longer one', 30, 4)]).split('\n')).toEqual([
    'ok      short         ratio 0.250  1.00 ms  control 4.00  goal: ≤ 2 ms',
    'MISSED  a longer one  ratio 7.50   30.0 ms  control 4.00  goal: ≤ 2 ms',
  ])
  expect(table([])).toBe('')
})

test('what says nothing is a dash, in a ratio and in a control', () => {
  expect(table([row('no multiple', 1, 0)])).toBe('ok  no multiple  ratio –  1.00 ms  control 0.00  goal: ≤ 2 ms')
  expect(table([none('lost', 0)])).toMatch(/^ok {2}lost {2}ratio – {2}0\.00 +control – {2}goal: 0$/)
  expect(table([row('nothing measured', Number.NaN, 1)])).toContain('ratio –  – ms')
})

test('a ratio is of two numbers that were measured, or none', () => {
  expect([ratioOf(1, 4), ratioOf(0, 4)]).toEqual([0.25, 0])
  expect([ratioOf(0, 0), ratioOf(3, 0), ratioOf(Number.NaN, 1)]).toEqual([null, null, null])
})

test('a row is the same in JSON', () => {
  for (const figure of [none('lost', 2), row('no multiple', 1, 0)]) expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
})
