/** Remembers what a function returned for the same arguments; the oldest is forgotten beyond `limit`. */
export function memoize(action, { limit = Infinity, keyOf = (...args) => JSON.stringify(args) } = {}) {
  const known = new Map()

  const memoized = (...args) => {
    const key = keyOf(...args)
    if (known.has(key)) return known.get(key)
    const result = action(...args)
    known.set(key, result)
    if (known.size > limit) known.delete(known.keys().next().value)
    return result
  }

  memoized.clear = () => known.clear()
  return memoized
}
