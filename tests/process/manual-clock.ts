import type { Clock } from '../../lib/contract/ports/clock.ts'

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #time = 0
  readonly #sleepers = new Set<{ until: number; wake: () => void }>()

  now = (): number => 1_000_000 + this.#time
  mono = (): number => this.#time

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const sleeper = { until: this.#time + ms, wake: resolve }
      this.#sleepers.add(sleeper)
      signal?.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper)
        resolve()
      })
    })

  /** Wakes whoever is due, and lets what they do then happen. */
  async move(ms: number): Promise<void> {
    this.#time += ms
    for (const sleeper of [...this.#sleepers].filter(({ until }) => until <= this.#time)) {
      this.#sleepers.delete(sleeper)
      sleeper.wake()
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}
