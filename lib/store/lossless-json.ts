import type { Json } from '../contract/json.ts'

/**
 * JSON that gives back the numbers that JSON has no word for. A pulse's result may be NaN, an infinity or -0, and a
 * record that turned them into null or 0 would hide the very fault that they show. They are written as
 * `{"$number":"NaN"}`; an object that has such a key of its own gets one `$` more, taken off when read.
 */

/** Deeper values are refused: what is in the ledger must be readable by code that walks it. */
const maxDepth = 500

const markKey = '$number'
const looksLikeMark = /^\$+number$/

/** @throws RangeError where the value is nested too deeply, TypeError where it is no JSON at all (a bigint, a cycle) */
export function encodeJson(value: unknown): string {
  return JSON.stringify(needsMarks(value, 0) ? mark(value) : value)
}

export function decodeJson(text: string): Json {
  const value = JSON.parse(text) as Json
  return text.includes('$number"') ? unmark(value) : value
}

function needsMarks(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return isUnspeakable(value)
  if (typeof value !== 'object' || value === null) return false
  if (depth > maxDepth) throw new RangeError(`nested deeper than ${maxDepth} levels`)
  let found = false
  if (Array.isArray(value)) {
    for (const item of value) found = needsMarks(item, depth + 1) || found
    return found
  }
  const object = value as Record<string, unknown>
  for (const key in object) found = needsMarks(object[key], depth + 1) || found || (key.endsWith(markKey) && looksLikeMark.test(key))
  return found
}

const isUnspeakable = (value: number): boolean => !Number.isFinite(value) || Object.is(value, -0)

function mark(value: unknown): unknown {
  if (typeof value === 'number' && isUnspeakable(value)) return { [markKey]: Object.is(value, -0) ? '-0' : String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(mark)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [looksLikeMark.test(key) ? `$${key}` : key, mark(item)]))
}

function unmark(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(unmark)
  if (Object.hasOwn(value, markKey)) return Number(value[markKey])
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [looksLikeMark.test(key) ? key.slice(1) : key, unmark(item)]))
}
