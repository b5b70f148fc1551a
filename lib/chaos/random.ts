import { randomInt } from 'node:crypto'
import type { Random } from '../contract/fault.ts'

/** A number of 32 bits to seed with, drawn where a person gave none. It is recorded, so that the fault can be replayed. */
export const drawSeed = (): number => randomInt(0x1_0000_0000)

/**
 * The same seed, the same numbers, on every machine: mulberry32 (Tommy Ettinger, public domain).
 * Good enough to choose places with; no secret may hang on it.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/** A shuffled copy (Fisher–Yates). */
export function shuffle<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list]
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(random() * (last + 1))
    const held = copy[last] as T
    copy[last] = copy[chosen] as T
    copy[chosen] = held
  }
  return copy
}

/** @throws RangeError on an empty list */
export function pick<T>(list: readonly T[], random: Random): T {
  if (list.length === 0) throw new RangeError('nothing to pick from')
  return list[Math.floor(random() * list.length)] as T
}
