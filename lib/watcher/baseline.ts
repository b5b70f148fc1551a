/**
 * What is usual for one organism, learnt from its own recent pulses, so that "slow" means slow for it, here, today.
 *
 * Work times are multiplied rather than added to by a busy machine, so everything is done on their logarithm: the
 * median says what is usual, the median absolute deviation how much it varies, and neither minds the odd spike.
 * One pulse above the threshold means nothing; {@link streakToAlarm} in a row do. A slowdown that stays becomes
 * the new usual after half a window: the comparison is with the recent past, not with a golden age.
 */
export interface Baseline {
  /** ln(ms) of the last pulses, oldest first, at most {@link windowPulses}. */
  readonly logs: readonly number[]
  /** Pulses above the threshold in a row, the newest included. */
  readonly streak: number
  /** The newest pulse; null before the first. */
  readonly lastMs: number | null
}

export const newBaseline: Baseline = { logs: [], streak: 0, lastMs: null }

const windowPulses = 60
const warmUpPulses = 20
const streakToAlarm = 3
/** Never call less than this multiple of the usual slow: other programs on the machine do as much. */
const leastFactor = 2.5
/** Nor less than this above it: one turn of the scheduler. */
const leastMs = 5
const deviations = 3
/** Turns a median absolute deviation into a standard deviation, for normal noise. */
const madScale = 1.4826
/** Below the timer's resolution all work is alike, and ln(0) is no number. */
const shortestMs = 0.05

/** The baseline after one more good pulse. Bad pulses stay out: how fast a crash was says nothing. */
export function observe(baseline: Baseline, workMs: number): Baseline {
  const log = Math.log(Math.max(shortestMs, Number.isFinite(workMs) ? workMs : shortestMs))
  return {
    logs: [...baseline.logs, log].slice(-windowPulses),
    streak: isAbove(baseline.logs, log) ? baseline.streak + 1 : 0,
    lastMs: workMs,
  }
}

/** Whether the newest pulses are slow against those before them. False until warm. */
export const isSlow = (baseline: Baseline): boolean => baseline.streak >= streakToAlarm

/** The usual work time in ms; null before the first pulse. */
export const usualMs = (baseline: Baseline): number | null =>
  baseline.logs.length === 0 ? null : Math.exp(median(baseline.logs))

function isAbove(past: readonly number[], log: number): boolean {
  if (past.length < warmUpPulses) return false
  const usual = median(past)
  if (log <= usual + Math.log(leastFactor) || Math.exp(log) <= Math.exp(usual) + leastMs) return false
  const spread = madScale * median(past.map((other) => Math.abs(other - usual)))
  return log > usual + deviations * spread
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
