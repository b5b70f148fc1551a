import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newRestartBudget, spend, spent } from '../../lib/watcher/restart-budget.ts'

const allowed = fc.record({ restarts: fc.integer({ min: 0, max: 8 }), periodMs: fc.integer({ min: 1000, max: 20_000 }) })

describe('intensity', () => {
  test('never more than allowed within any period, whenever it is asked', () => {
    fc.assert(fc.property(allowed, fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 80, size: 'max' }), (limits, waits) => {
      let budget = newRestartBudget(limits)
      let now = 0
      const granted: number[] = []
      for (const wait of waits) {
        now += wait
        const asked = spend(budget, now)
        budget = asked.budget
        if (asked.ok) granted.push(now)
      }
      for (const at of granted) {
        expect(granted.filter((other) => other >= at && other < at + limits.periodMs).length).toBeLessThanOrEqual(limits.restarts)
      }
    }))
  })

  test('nor does a clock that jumps about buy more', () => {
    fc.assert(fc.property(allowed, fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 60, size: 'max' }), (limits, times) => {
      let budget = newRestartBudget(limits)
      let latest = -Infinity
      const granted: number[] = []
      for (const time of times) {
        latest = Math.max(latest, time)
        const asked = spend(budget, time)
        budget = asked.budget
        if (asked.ok) granted.push(latest)
      }
      for (const at of granted) {
        expect(granted.filter((other) => other >= at && other < at + limits.periodMs).length).toBeLessThanOrEqual(limits.restarts)
      }
    }))
  })

  test('what is allowed is granted: five in a minute, the sixth is not, and after the minute one more', () => {
    let budget = newRestartBudget({ restarts: 5, periodMs: 60_000 })
    const ask = (at: number): boolean => {
      const asked = spend(budget, at)
      budget = asked.budget
      return asked.ok
    }
    expect([0, 1, 2, 3, 4].map(ask)).toEqual([true, true, true, true, true])
    expect(ask(5)).toBe(false)
    expect(spent(budget, 5)).toBe(5)
    expect(ask(59_999)).toBe(false)
    expect(ask(60_000)).toBe(true)
    expect(ask(60_000)).toBe(false)
    expect(spent(budget, 119_999)).toBe(1)
    expect(spent(budget, 120_000)).toBe(0)
  })

  test('a refusal spends nothing', () => {
    let budget = newRestartBudget({ restarts: 1, periodMs: 1000 })
    for (const at of [0, 400, 900]) budget = spend(budget, at).budget
    expect(spend(budget, 1000).ok).toBe(true)
  })

  test('a budget of none grants none', () => {
    expect(spend(newRestartBudget({ restarts: 0, periodMs: 1000 }), 5).ok).toBe(false)
  })

  test('the budget handed in stays as it was', () => {
    const budget = newRestartBudget({ restarts: 2, periodMs: 1000 })
    spend(budget, 1)
    expect(budget.spentAt).toEqual([])
  })
})
