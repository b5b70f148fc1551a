import { faultSeed, pulseSeed, type Standing } from '../chaos/chance.ts'
import type { Readers } from '../contract/ports/readers.ts'

/** Where all chance in a core comes from. Nothing is kept here: what it hangs on is counted in the ledger. */
export interface Chance {
  /** Of the demo. */
  seed: () => number
  /** @param number of the pulse, since the demo began */
  pulse: (organism: string, number: number) => number
  /** For a fault that nobody gave a seed; `attempt` counts those that found no place. */
  fault: (organism: string, attempt: number) => number
}

/** @param configured the seed until somebody resets the demo with another one */
export function openChance(reader: Pick<Readers, 'view'>, configured: number): Chance {
  const seed = (): number => demoSeed(reader, configured)
  const standing = (organism: string): Standing & { pulses: number } => {
    const { faults, pulses } = reader.view().organisms[organism]?.chapter ?? { faults: 0, pulses: 0 }
    return { seed: seed(), organism, faults, pulses }
  }
  return {
    seed,
    pulse: (organism, number) => {
      const at = standing(organism)
      return pulseSeed(at, number - at.pulses)
    },
    fault: (organism, attempt) => faultSeed(standing(organism), attempt),
  }
}

/** The seed that a demo was reset with outlives the core; before the first reset it is the configured one. */
export function demoSeed(reader: Pick<Readers, 'view'>, configured: number): number {
  const { demo } = reader.view()
  return demo === null || demo.resetAt === null ? configured : demo.seed
}
