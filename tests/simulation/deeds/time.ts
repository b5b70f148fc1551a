import fc from 'fast-check'
import type { World } from '../world.ts'
import { longestStoryMs, type DeedArbitrary, type Story } from './deed.ts'

/** Time passes. */
export const waits: DeedArbitrary = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 10, max: 300 }) },
  { weight: 6, arbitrary: fc.integer({ min: 300, max: 3_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: 3_000, max: 8_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 8_000, max: 30_000 }) },
).map((ms): fc.AsyncCommand<Story, World> => ({
  check: (story) => story.ms + ms <= longestStoryMs,
  async run(story, world) {
    story.ms += ms
    await world.passes(ms)
  },
  toString: () => `wait ${ms} ms`,
}))
