import { pick, seededRandom } from './random.ts'

/** What *Break it* draws from. */
export const classics = ['delete-lines', 'syntax-error', 'division-by-zero'] as const
/** The id to ask for one of them by. */
export const drawnClassic = 'classic'
/** Where chance finds no place for a fault, it is asked so often. */
const mostDraws = 8

/** FNV-1a, 32 bits: spreads names over seeds. */
function hashText(text: string): number {
  let value = 0x811c_9dc5
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x0100_0193)
  return value >>> 0
}

/** A seed of its own for each tuple: Murmur3's mixing, one number after the other. */
export function mixSeed(...parts: readonly number[]): number {
  let value = 0
  for (const part of parts) {
    value = Math.imul(value ^ part, 0x85eb_ca6b)
    value = Math.imul(value ^ (value >>> 13), 0xc2b2_ae35)
    value = (value ^ (value >>> 16)) + 0x9e37_79b1
  }
  return value >>> 0
}

/** Where a run stands: all that chance hangs on. It follows from the ledger, so no death of a core changes it. */
export interface Standing {
  /** Of the demo. */
  seed: number
  organism: string
  /** Faults that the organism was given since the demo began. */
  faults: number
}

const streams = { pulse: 1, fault: 2 } as const

/** Of the n-th pulse since the last fault: when somebody breaks it has no say in what comes after. */
export const pulseSeed = ({ seed, organism, faults }: Standing, nth: number): number => mixSeed(streams.pulse, seed, hashText(organism), faults, nth)

/** Of the next fault where nobody gave one; `attempt` counts those that found no place. */
export const faultSeed = ({ seed, organism, faults }: Standing, attempt: number): number => mixSeed(streams.fault, seed, hashText(organism), faults, attempt)

/** The classic that goes with a fault's seed. */
export const classicOf = (seed: number): string => pick(classics, seededRandom(seed))

/** What is drawn is drawn again where it does not fit; where none does, the first one is what was drawn. */
export function firstFitting<T>(draw: (attempt: number) => T, fits: (drawn: T) => boolean): T {
  for (let attempt = 0; attempt < mostDraws; attempt += 1) {
    const drawn = draw(attempt)
    if (fits(drawn)) return drawn
  }
  return draw(0)
}
