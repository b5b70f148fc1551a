/** Time as a dependency, so that tests move it by hand. */
export interface Clock {
  /** Wall clock, ms since the epoch. For people and records; never for durations. */
  now: () => number
  /** Monotonic, ms. For durations. */
  mono: () => number
  /** Resolves after `ms`, or at once when `signal` aborts (no rejection: the caller looks at the signal). */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}
