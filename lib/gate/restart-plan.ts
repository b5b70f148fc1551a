/** How often a core may fall before it counts as down, as in OTP: more than `allowed` within `periodMs`. */
export interface RestartLimits {
  allowed: number
  periodMs: number
  /** Wait before the second restart in a period, doubled for each further one. The first is at once. */
  firstDelayMs: number
  maxDelayMs: number
  /** Between tries once the budget is spent. */
  downDelayMs: number
}

export const coreRestarts: RestartLimits = { allowed: 5, periodMs: 60_000, firstDelayMs: 250, maxDelayMs: 5_000, downDelayMs: 30_000 }

export interface RestartPlan {
  /** Falls that still count, this one included, monotonic ms. */
  falls: number[]
  delayMs: number
  /** More falls than allowed: only tried again now and then. */
  spent: boolean
}

/** What follows from one more fall at `now` (monotonic ms). A spent budget comes back when a core has lived for a whole period. Pure. */
export function planRestart(before: readonly number[], now: number, limits: RestartLimits): RestartPlan {
  const last = before.at(-1) ?? -Infinity
  const staysSpent = before.length > limits.allowed && now - last < limits.downDelayMs + limits.periodMs
  const counted = staysSpent ? before : fallsWithin(before, now, limits.periodMs)
  const falls = [...counted, now].slice(-limits.allowed - 1)
  if (falls.length > limits.allowed) return { falls, delayMs: limits.downDelayMs, spent: true }
  const delayMs = falls.length === 1 ? 0 : Math.min(limits.firstDelayMs * 2 ** (falls.length - 2), limits.maxDelayMs)
  return { falls, delayMs, spent: false }
}

export const fallsWithin = (falls: readonly number[], now: number, periodMs: number): number[] => falls.filter((at) => now - at < periodMs)
