import type { Clock } from '../contract/ports/clock.ts'

/** A clock whose hands can be moved: what is measured, and waited for, goes on by the machine's own. */
export interface MovableClock extends Clock {
  /** @returns moves them back by as much */
  jump: (byMs: number) => () => void
}

export function movableClock(clock: Clock = systemClock): MovableClock {
  let movedMs = 0
  return {
    now: () => clock.now() + movedMs,
    mono: clock.mono,
    sleep: clock.sleep,
    jump(byMs) {
      movedMs += byMs
      let isBack = false
      return () => {
        if (!isBack) movedMs -= byMs
        isBack = true
      }
    },
  }
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  mono: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const wake = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      signal?.addEventListener('abort', wake)
    }),
}
