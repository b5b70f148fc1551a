/**
 * Restart intensity as OTP's supervisors have it: more than `restarts` within `periodMs` means that restarting does
 * not help, and somebody who knows more has to decide.
 */
export interface RestartBudget {
  readonly restarts: number
  readonly periodMs: number
  /** Monotonic ms of the restarts that still count, oldest first. */
  readonly spentAt: readonly number[]
}

export const newRestartBudget = (allowed: { restarts: number; periodMs: number }): RestartBudget => ({
  restarts: allowed.restarts,
  periodMs: allowed.periodMs,
  spentAt: [],
})

/**
 * Asks for one restart. `ok: false` spends nothing: escalate. A clock that steps back counts as standing still, so
 * that no order of times buys more restarts.
 */
export function spend(budget: RestartBudget, nowMs: number): { budget: RestartBudget; ok: boolean } {
  const now = Math.max(nowMs, budget.spentAt.at(-1) ?? nowMs)
  const counting = budget.spentAt.filter((at) => now - at < budget.periodMs)
  if (counting.length >= budget.restarts) return { budget: { ...budget, spentAt: counting }, ok: false }
  return { budget: { ...budget, spentAt: [...counting, now] }, ok: true }
}

/** Restarts that count at this moment. */
export const spent = (budget: RestartBudget, nowMs: number): number =>
  budget.spentAt.filter((at) => nowMs - at < budget.periodMs).length
