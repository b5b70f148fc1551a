/**
 * Calls an async function until it succeeds, at most `attempts` times.
 * `wait(ms)` is called between two attempts, twice as long each time.
 */
export async function retry(action, { attempts = 3, firstWaitMs = 100, wait, isRetryable = () => true }) {
  let waitMs = firstWaitMs
  for (let attempt = 1; ; attempt++) {
    try {
      return await action(attempt)
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw error
    }
    await wait(waitMs)
    waitMs *= 2
  }
}
