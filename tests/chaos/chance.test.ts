import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classicOf, classics, faultSeed, mixSeed, pulseSeed } from '../../lib/chaos/chance.ts'

const at = { seed: 7, organism: 'bubble-sort', faults: 0 }

describe('all chance hangs on the seed and on what is counted', () => {
  it('is the same for the same, and a number of 32 bits', () => {
    fc.assert(fc.property(fc.nat(0xffff_ffff), fc.string(), fc.nat(1000), fc.nat(1000), (seed, organism, faults, nth) => {
      const standing = { seed, organism, faults }
      for (const draw of [pulseSeed, faultSeed]) {
        expect(draw(standing, nth)).toBe(draw({ ...standing }, nth))
        expect(Number.isInteger(draw(standing, nth)) && draw(standing, nth) >= 0 && draw(standing, nth) <= 0xffff_ffff).toBe(true)
      }
    }))
  })

  it('is another for another seed, organism, fault, pulse or stream', () => {
    const all = [
      pulseSeed(at, 1), pulseSeed(at, 2), pulseSeed({ ...at, seed: 8 }, 1), pulseSeed({ ...at, organism: 'beacon' }, 1), pulseSeed({ ...at, faults: 1 }, 1),
      faultSeed(at, 1), faultSeed(at, 0), mixSeed(0), mixSeed(1), mixSeed(0, 0), mixSeed(),
    ]
    expect(new Set(all).size).toBe(all.length)
  })

  it('gives pulses no seed twice in a long life', () => {
    expect(new Set(Array.from({ length: 20_000 }, (_, nth) => pulseSeed(at, nth))).size).toBeGreaterThan(19_990)
  })

  it('draws each of the three classics about as often', () => {
    const drawn = Map.groupBy(Array.from({ length: 3000 }, (_, nth) => classicOf(faultSeed({ ...at, faults: nth }, 0))), (id) => id)
    expect([...drawn.keys()].sort()).toEqual([...classics].sort())
    for (const times of drawn.values()) expect(times.length).toBeGreaterThan(900)
  })
})
