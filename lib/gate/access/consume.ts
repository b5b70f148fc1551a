import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'

/** @returns 0, or how long to wait, ms */
export async function consume(from: RateLimiterAbstract, key: string): Promise<number> {
  try {
    await from.consume(key)
    return 0
  } catch (limit) {
    if (limit instanceof RateLimiterRes) return Math.max(1, limit.msBeforeNext)
    throw limit
  }
}
