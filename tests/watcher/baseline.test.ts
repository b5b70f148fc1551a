import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../lib/chaos/random.ts'
import { isSlow, newBaseline, observe, usualMs, type Baseline } from '../../lib/watcher/baseline.ts'

/** Work times of a busy machine: log-normal around `ms`, and now and then a spike of up to 30 times that. */
function noise(seed: number, { ms, sigma, spikes }: { ms: number; sigma: number; spikes: number }): () => number {
  const random = seededRandom(seed)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return () => ms * Math.exp(sigma * normal()) * (random() < spikes ? 2 + 28 * random() : 1)
}

const after = (start: Baseline, pulses: number, next: () => number): Baseline => {
  let baseline = start
  for (let i = 0; i < pulses; i += 1) baseline = observe(baseline, next())
  return baseline
}

describe('no false alarms', () => {
  const machines = [
    { ms: 0.8, sigma: 0.5, spikes: 0.03 },
    { ms: 5, sigma: 0.15, spikes: 0.02 },
    { ms: 20, sigma: 0.3, spikes: 0.02 },
    { ms: 40, sigma: 0.6, spikes: 0.03 },
    { ms: 300, sigma: 0.4, spikes: 0.02 },
  ]
  test.for(machines)('around $ms ms, sigma $sigma, $spikes spikes: at most one in 10,000 pulses', (machine) => {
    for (const seed of [1, 2]) {
      const next = noise(seed, machine)
      let baseline = newBaseline
      let alarms = 0
      for (let i = 0; i < 10_000; i += 1) {
        const wasSlow = isSlow(baseline)
        baseline = observe(baseline, next())
        if (isSlow(baseline) && !wasSlow) alarms += 1
      }
      expect(alarms, `seed ${seed}`).toBeLessThanOrEqual(1)
    }
  })

  test('a machine that is twice as busy for a while is no alarm', () => {
    const warm = after(newBaseline, 100, noise(7, { ms: 20, sigma: 0.1, spikes: 0 }))
    const busy = noise(8, { ms: 40, sigma: 0.1, spikes: 0 })
    let baseline = warm
    for (let i = 0; i < 60; i += 1) {
      baseline = observe(baseline, busy())
      expect(isSlow(baseline)).toBe(false)
    }
  })

  test('nor is anything before it is warm', () => {
    expect(isSlow(after(after(newBaseline, 10, () => 10), 9, () => 10_000))).toBe(false)
    expect(isSlow(after(after(newBaseline, 20, () => 10), 3, () => 10_000)), 'twenty pulses are enough').toBe(true)
  })

  test('nor tiny work that takes a few milliseconds more', () => {
    expect(isSlow(after(after(newBaseline, 40, () => 0.4), 10, () => 4))).toBe(false)
  })

  test('two slow pulses are none, and a good one between starts the count again', () => {
    const warm = after(newBaseline, 40, () => 10)
    const two = after(warm, 2, () => 100)
    expect(isSlow(two)).toBe(false)
    expect(isSlow(after(after(two, 1, () => 10), 2, () => 100))).toBe(false)
  })
})

describe('a slowdown', () => {
  test.for([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('to four times the usual is noticed within five pulses, seed %i', (seed) => {
    const machine = { ms: 20, sigma: 0.15, spikes: 0.02 }
    const next = noise(seed, machine)
    let baseline = after(newBaseline, 120, next)
    let pulses = 0
    do {
      baseline = observe(baseline, next() * 4)
      pulses += 1
    } while (!isSlow(baseline) && pulses < 20)
    expect(pulses).toBeLessThanOrEqual(5)
  })

  test('is over with the first pulse at the usual speed', () => {
    const slow = after(after(newBaseline, 40, () => 10), 6, () => 80)
    expect(isSlow(slow)).toBe(true)
    expect(isSlow(observe(slow, 10))).toBe(false)
  })

  test('that stays becomes the usual', () => {
    const settled = after(after(newBaseline, 60, () => 10), 60, () => 80)
    expect(isSlow(settled)).toBe(false)
    expect(usualMs(settled)).toBeCloseTo(80)
  })
})

test('what is usual is the median, and unknown at first', () => {
  expect(usualMs(newBaseline)).toBeNull()
  expect(usualMs([5, 1, 900].reduce(observe, newBaseline))).toBeCloseTo(5)
  expect(usualMs([1, 10, 1000, 90_000].reduce(observe, newBaseline)), 'between the two in the middle').toBeCloseTo(100)
})

test('times that are no times harm nothing', () => {
  const odd = [0, -1, NaN, Infinity, 1e-9].reduce(observe, newBaseline)
  expect(usualMs(odd)).toBeGreaterThan(0)
  expect(Number.isFinite(usualMs(after(odd, 30, () => 10)))).toBe(true)
})

test('memory is bounded, and the past is not changed', () => {
  const before = after(newBaseline, 500, () => 10)
  const copy = structuredClone(before)
  observe(before, 99)
  expect(before).toEqual(copy)
  expect(before.logs.length).toBeLessThanOrEqual(60)
})
