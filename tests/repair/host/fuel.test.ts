import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

interface Fuel { left: number; spent: boolean; burnt: number; isLate: boolean; fill: (limit: { turns: number; ms: number }) => void; out: () => void; charge: (turns: number) => void }
const { Fuel } = createRequire(import.meta.url)('../../../lib/repair/host/fuel.cjs') as { Fuel: new () => Fuel }

const filled = (turns: number, ms = 60_000): Fuel => {
  const fuel = new Fuel()
  fuel.fill({ turns, ms })
  return fuel
}
/** As a guard does it; counts the turns that were let through. */
function turns(fuel: Fuel, most: number): number {
  for (let turn = 0; turn < most; turn += 1) {
    fuel.left -= 1
    try {
      if (fuel.left < 0) fuel.out()
    } catch {
      return turn
    }
  }
  return most
}

test.each([1, 999, 1000, 1001, 5000])('of %i turns as many are let through, give or take one a thousand', (limit) => {
  const through = turns(filled(limit), 10_000)
  expect(Math.abs(through - limit)).toBeLessThanOrEqual(1 + limit / 500)
})

test('what is caught is thrown again', () => {
  const fuel = filled(10)
  turns(fuel, 100)
  expect(fuel.spent).toBe(true)
  for (let again = 0; again < 5; again += 1) expect(turns(fuel, 100)).toBe(0)
})

test('time that is over ends it as well', () => {
  const fuel = filled(1e9, -1)
  expect(turns(fuel, 10_000)).toBeLessThan(1001)
  expect(fuel.isLate).toBe(true)
})

test('filled again, it burns again', () => {
  const fuel = filled(10)
  turns(fuel, 100)
  fuel.fill({ turns: 10, ms: 60_000 })
  expect(fuel.spent).toBe(false)
  expect(turns(fuel, 5)).toBe(5)
})

test('what was burnt is known', () => {
  const fuel = filled(10_000)
  expect(fuel.burnt).toBe(0)
  turns(fuel, 1500)
  expect(Math.abs(fuel.burnt - 1500)).toBeLessThanOrEqual(3)
})

test('one call may burn as much as a loop', () => {
  const fuel = filled(10_000)
  expect(() => { for (let call = 0; call < 20; call += 1) fuel.charge(1000) }).toThrow('ran on and on')
  const small = filled(10_000)
  for (let call = 0; call < 5; call += 1) small.charge(1000)
  expect(Math.abs(small.burnt - 5000)).toBeLessThanOrEqual(10)
})
