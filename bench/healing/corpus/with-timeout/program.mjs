export class TimeoutError extends Error {
  name = 'TimeoutError'
}

/** What a promise comes to, or a TimeoutError when that takes longer than `ms`. */
export function withTimeout(promise, ms, message = `took longer than ${ms} ms`) {
  let timer
  const expired = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(message)), ms)
  })
  return Promise.race([promise, expired]).finally(() => clearTimeout(timer))
}

/** The first of several promises that is fulfilled within `ms`; `fallback` where none is. */
export async function firstWithin(promises, ms, fallback) {
  try {
    return await withTimeout(Promise.any(promises), ms)
  } catch {
    return fallback
  }
}
