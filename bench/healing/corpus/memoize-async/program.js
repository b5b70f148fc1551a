'use strict'

/** Remembers the results of an async function of one argument. Calls at the same time share one; failures are forgotten. */
function memoizeAsync(action, { maxAgeMs = Infinity, now = () => 0 } = {}) {
  const entries = new Map()

  return async function memoized(key) {
    const known = entries.get(key)
    if (known && now() - known.at < maxAgeMs) return known.promise
    const entry = { at: now(), promise: action(key) }
    entries.set(key, entry)
    try {
      return await entry.promise
    } catch (error) {
      if (entries.get(key) === entry) entries.delete(key)
      throw error
    }
  }
}

module.exports = { memoizeAsync }
