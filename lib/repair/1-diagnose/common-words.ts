import { keywords } from './tokens.ts'

const known = [Array, String, Number, Object, Math, JSON, Map, Set, WeakMap, Promise, Date, RegExp, Symbol, Error, Reflect, BigInt, URL, URLSearchParams, Buffer, console]

/** What is a word in any program: keywords, globals, and the properties of what comes with the language. */
export const commonWords: ReadonlySet<string> = new Set([
  ...keywords, ...Object.getOwnPropertyNames(globalThis),
  ...known.flatMap((value) => [...Object.getOwnPropertyNames(value), ...('prototype' in value ? Object.getOwnPropertyNames(value.prototype) : [])]),
])
