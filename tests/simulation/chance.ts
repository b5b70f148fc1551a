import { seededRandom } from '../../lib/chaos/random.ts'

/** Everything that the world draws by itself: delays above all. */
export interface Chance {
  /** One of these. */
  of: <T>(all: readonly T[]) => T
  isLess: (than: number) => boolean
  between: (least: number, most: number) => number
}

export function chanceOf(seed: number): Chance {
  const random = seededRandom(seed)
  return {
    of: (all) => all[Math.floor(random() * all.length)] as (typeof all)[number],
    isLess: (than) => random() < than,
    between: (least, most) => least + Math.floor(random() * (most - least + 1)),
  }
}
