import type { Database } from 'better-sqlite3'
import { RateLimiterSQLite } from 'rate-limiter-flexible'
import { consume } from './consume.ts'

/** How many failed tries to sign in, and within how long: from one address, and from all of them together. */
export const attemptLimits = { ofOne: 10, ofAll: 100, seconds: 900 } as const

export interface Attempts {
  /**
   * Counts a try ahead of its outcome, so that many at once are no way around the limit.
   * @returns 0, or how long to wait, ms
   */
  begin: (address: string) => Promise<number>
  /** It was right: it counts no more. */
  forgive: (address: string) => Promise<void>
}

/** Counted in the file: atomic, the same for all who share it, and a restart forgives nothing. */
export function openAttempts(db: Database, limits: { ofOne: number; ofAll: number; seconds: number } = attemptLimits): Attempts {
  const limiter = (points: number): RateLimiterSQLite => new RateLimiterSQLite({
    storeClient: db, storeType: 'better-sqlite3', tableName: 'attempts', tableCreated: true, keyPrefix: '', points, duration: limits.seconds,
    // Its timer would outlive the file.
    clearExpiredByTimeout: false,
  })
  const ofOne = limiter(limits.ofOne)
  const ofAll = limiter(limits.ofAll)
  const sweep = db.prepare('delete from attempts where expire < ?')
  const keyOf = (address: string): string => `from ${address}`

  return {
    async begin(address) {
      sweep.run(Date.now())
      // Looked at first, so that a flood from ever new addresses fills no table.
      const together = await ofAll.get('all')
      if (together !== null && together.consumedPoints >= limits.ofAll) return Math.max(1, together.msBeforeNext)
      // Who is over the own limit does not use up that of all.
      return await consume(ofOne, keyOf(address)) || await consume(ofAll, 'all')
    },
    async forgive(address) {
      await Promise.all([ofOne.reward(keyOf(address)), ofAll.reward('all')])
    },
  }
}
