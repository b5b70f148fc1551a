import { inspect } from 'node:util'
import fc from 'fast-check'
import { Coverage } from './coverage.ts'
import { stories } from './deeds/all.ts'
import { bringToRest } from './ending.ts'
import { judgeStory } from './judge-story.ts'
import { KilledError } from './virtual-process.ts'
import { World, type Setting, type Witness } from './world.ts'

const settings: fc.Arbitrary<Setting & { headStartMs: number }> = fc.record({
  seed: fc.noShrink(fc.nat()), cores: fc.constantFrom(2 as const, 2 as const, 2 as const, 3 as const), patients: fc.constantFrom(2 as const, 2 as const, 3 as const),
  areRestartsFew: fc.constantFrom(false, false, true), headStartMs: fc.constantFrom(0, 700, 2_500, 2_500, 6_000),
})

export interface Failure {
  violations: string[]
  /** The world, and what was done to it. */
  setting: string
  deeds: string[]
}

export interface Played {
  seed: number
  /** null: everything held. */
  failure: Failure | null
  /** A story with fewer deeds that fails as well, where one was looked for. */
  shorter: Failure | null
  virtualMs: number
}

export interface Playing extends Partial<Witness> {
  /** For a shorter story that fails as well, ms of real time. */
  shrinkMs?: number
  /** What the world came to, for whoever wants to look at it. */
  look?: (world: World) => void
}

/** One seed: a world, and what happens in it. The same seed, the same story. */
export async function playSeed(seed: number, { coverage = new Coverage(), trace = null, shrinkMs = 0, look }: Playing = {}): Promise<Played> {
  let virtualMs = 0
  const failures: Failure[] = []
  let isFirst = true

  const story = fc.asyncProperty(settings, fc.scheduler(), stories, async ({ headStartMs, ...setting }, scheduler, deeds) => {
    // Of those that only look for a shorter one nothing is told.
    const world = new World(setting, scheduler, isFirst ? { coverage, trace } : { coverage: new Coverage(), trace: null })
    isFirst = false
    const stray = (error: unknown): void => {
      if (!(error instanceof KilledError)) world.violates(`nobody waited for: ${inspect(error)}`)
    }
    process.on('unhandledRejection', stray)
    try {
      world.begin()
      await world.clock.advance(headStartMs)
      await fc.asyncModelRun(() => ({ model: { ms: 0 }, real: world }), deeds)
      await bringToRest(world)
      if (world.violations.length === 0) for (const what of judgeStory(world)) world.violates(what)
    } catch (error) {
      if (world.violations.length === 0) world.violates(inspect(error))
    } finally {
      virtualMs ||= world.clock.mono()
      look?.(world)
      world.close()
      process.off('unhandledRejection', stray)
    }
    if (world.violations.length === 0) return
    failures.push({ violations: [...world.violations], setting: JSON.stringify({ ...setting, headStartMs }), deeds: [...world.deeds] })
    throw new Error(world.violations.join('\n'))
  })

  await fc.check(story, { seed, numRuns: 1, ...(shrinkMs > 0 ? { interruptAfterTimeLimit: shrinkMs } : { endOnFailure: true }) })
  const [failure = null, ...others] = failures
  return { seed, failure, shorter: others.at(-1) ?? null, virtualMs }
}
