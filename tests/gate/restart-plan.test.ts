import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planRestart, type RestartLimits } from '../../lib/gate/restart-plan.ts'

const limits: RestartLimits = { allowed: 3, periodMs: 1000, firstDelayMs: 10, maxDelayMs: 15, downDelayMs: 500 }

/** Falls at these times, one after the other. */
const after = (...times: number[]) =>
  times.reduce((plan, at) => planRestart(plan.falls, at, limits), { falls: [] as number[], delayMs: 0, spent: false })

describe('planRestart', () => {
  it('restarts at once, then later and later, then counts as down', () => {
    expect(after(0).delayMs).toBe(0)
    expect(after(0, 1).delayMs).toBe(10)
    expect(after(0, 1, 2).delayMs).toBe(15)
    expect(after(0, 1, 2, 3)).toMatchObject({ delayMs: 500, spent: true })
  })

  it('forgets falls that are older than the period', () => {
    expect(after(0, 1, 2, 1002)).toMatchObject({ delayMs: 0, spent: false })
  })

  it('stays down until a core has lived for a whole period', () => {
    // Down at 3, tried at 503; each of these lives for less than the period.
    expect(after(0, 1, 2, 3, 504, 1100, 2599)).toMatchObject({ delayMs: 500, spent: true })
    expect(after(0, 1, 2, 3, 3 + 500 + 1000)).toMatchObject({ delayMs: 0, spent: false })
  })

  it('never allows more restarts in a period than the budget says', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), (gaps) => {
      let falls: number[] = []
      let now = 0
      const quick: number[] = []
      for (const gap of gaps) {
        now += gap
        const plan = planRestart(falls, now, limits)
        falls = plan.falls
        expect(falls.length).toBeLessThanOrEqual(limits.allowed + 1)
        if (!plan.spent) quick.push(now)
        expect(quick.filter((at) => now - at < limits.periodMs).length).toBeLessThanOrEqual(limits.allowed)
        now += plan.delayMs
      }
    }))
  })
})
