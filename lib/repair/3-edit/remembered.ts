import type { Context } from './context.ts'

/** Made once for each key, and forgotten with the context: what was seen at run time may be other next time. */
export function remembered<Key, Value>(make: (key: Key, context: Context) => Value): (key: Key, context: Context) => Value {
  const all = new WeakMap<Context, Map<Key, Value>>()
  return (key, context) => {
    const own = all.get(context) ?? new Map<Key, Value>()
    all.set(context, own)
    const known = own.get(key)
    if (known !== undefined) return known
    const made = make(key, context)
    own.set(key, made)
    return made
  }
}
