import fc from 'fast-check'
import type { World } from '../world.ts'

/** What is known of a story without looking at the world: how long it has been told. */
export interface Story { ms: number }

/** A story is no longer than this, and its end. */
export const longestStoryMs = 60_000

export type DeedArbitrary = fc.Arbitrary<fc.AsyncCommand<Story, World>>

/** From a deed to the next one, ms: often none. */
const pause = fc.constantFrom(0, 0, 1, 2, 5, 20, 100, 400)

/** Every deed that there is, as it is counted. */
export const deedNames = new Set<string>()

/**
 * Something that happens to the world.
 * @param is how it is told and counted
 * @param does returns false where there was nobody to do it to
 */
export function deed<T>(is: string, given: fc.Arbitrary<T>, does: (world: World, given: T) => boolean | void): DeedArbitrary {
  deedNames.add(is)
  return fc.tuple(given, pause).map(([value, thenMs]): fc.AsyncCommand<Story, World> => ({
    check: ({ ms }) => ms + thenMs <= longestStoryMs,
    async run(story, world) {
      story.ms += thenMs
      world.notes(told(is, value))
      if (does(world, value) !== false) world.met(is)
      await world.passes(thenMs)
    },
    toString: () => told(is, value),
  }))
}

const told = (is: string, value: unknown): string => (value === undefined ? is : `${is} ${JSON.stringify(value)}`)

export const nothing = fc.constant(undefined)
