import type { Random } from '../contract/fault.ts'

const firstMs = 250
const capMs = 30_000

/**
 * How long to wait before a restart. The first (attempt 1) is immediate, because most crashes pass; from then on
 * the wait doubles, and half of it is random, so that organisms that fell together do not rise together.
 *
 * @param attempt 1 for the first restart since the last good pulse
 * @returns ms in [0, 30,000]
 */
export function delayMs(attempt: number, random: Random): number {
  if (attempt <= 1) return 0
  const full = Math.min(capMs, firstMs * 2 ** (attempt - 2))
  return Math.round(full / 2 + (full / 2) * random())
}
