import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ModelBudget } from '../../lib/core/model-budget.ts'
import type { HourSpending } from '../../lib/contract/hour-budget.ts'
import { ModelBudgetError } from '../../lib/contract/errors.ts'

const hour = 3_600_000
function open(limits: Partial<HourSpending> = {}) {
  const all = { calls: 3, tokens: 1_000, usd: 1, ...limits }
  let now = 10 * hour
  const budget = new ModelBudget(() => all, () => now)
  return { budget, limits: all, pass: (ms: number) => { now += ms }, now: () => now }
}

describe('the budget of an hour', () => {
  it('sets the most aside before the call, and counts what was used after it', () => {
    const { budget } = open()
    const settle = budget.reserve({ tokens: 900, usd: 0.9 })
    expect(() => budget.reserve({ tokens: 101, usd: 0 })).toThrow(/900 of 1000 tokens an hour are used, and this may need 101/)
    settle({ tokens: 100, usd: 0.1 })
    expect(budget.used()).toEqual({ calls: 1, tokens: 100, usd: 0.1 })
    budget.reserve({ tokens: 900, usd: 0.9 })
    expect(() => budget.reserve({ tokens: 0, usd: 0.001 })).toThrow(ModelBudgetError)
  })

  it('counts calls whatever they used, and none that was never made', () => {
    const { budget } = open({ calls: 2 })
    budget.reserve({ tokens: 1, usd: 0 })(null)
    budget.reserve({ tokens: 1, usd: 0 })({ tokens: 0, usd: 0 })
    expect(budget.hindrance).toBeNull()
    budget.reserve({ tokens: 1, usd: 0 })
    expect(budget.hindrance).toBe('the budget of 2 calls an hour is spent')
    expect(() => budget.reserve({ tokens: 1, usd: 0 })).toThrow(/2 calls/)
  })

  it('goes on over the death of a core, and frees what is an hour old', () => {
    const { budget, pass, now } = open({ calls: 2 })
    budget.remember(now() - hour + 1, { tokens: 600, usd: 0.5 })
    budget.remember(now() - hour, { tokens: 600, usd: 0.5 })
    expect(budget.used()).toEqual({ calls: 1, tokens: 600, usd: 0.5 })
    expect(() => budget.reserve({ tokens: 500, usd: 0 })).toThrow(/tokens/)
    pass(1)
    budget.reserve({ tokens: 500, usd: 0 })
  })

  it('may be changed while it runs', () => {
    const { budget, limits } = open({ calls: 0 })
    expect(() => budget.reserve({ tokens: 1, usd: 0 })).toThrow('the budget of 0 calls an hour is spent')
    limits.calls = 1
    budget.reserve({ tokens: 1, usd: 0 })
  })

  it('is never gone beyond, however many ask at once and in whatever order they end', () => {
    const call = fc.record({ most: fc.integer({ min: 1, max: 600 }), share: fc.double({ min: 0, max: 1, noNaN: true }), endsAfter: fc.integer({ min: 0, max: 5 }) })
    fc.assert(fc.property(fc.array(call, { maxLength: 40 }), (calls) => {
      const { budget, limits } = open({ calls: 10 })
      const open_: { at: number; end: () => void }[] = []
      for (const [index, { most, share, endsAfter }] of calls.entries()) {
        for (const due of open_.filter(({ at }) => at === index)) due.end()
        try {
          const settle = budget.reserve({ tokens: most, usd: most / 1_000 })
          open_.push({ at: index + 1 + endsAfter, end: () => settle({ tokens: Math.floor(most * share), usd: (most * share) / 1_000 }) })
        } catch (error) {
          expect(error).toBeInstanceOf(ModelBudgetError)
        }
        const used = budget.used()
        expect(used.calls).toBeLessThanOrEqual(limits.calls)
        expect(used.tokens).toBeLessThanOrEqual(limits.tokens)
        expect(used.usd).toBeLessThanOrEqual(limits.usd + 1e-9)
      }
    }))
  })
})
