import type { Json } from '../../contract/json.ts'

/**
 * Whether an answer has what is expected of it: each key that is named has just that value, lists are as long, and what
 * is not named may be anything.
 * @returns null where it has, else where it has not, and what stands there
 */
export function mismatch(actual: unknown, expected: Json, at = ''): string | null {
  const here = at === '' ? 'the answer' : at
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected) ? null : `${here} is ${shown(actual)}, not ${shown(expected)}`
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual) !== Array.isArray(expected)) return `${here} is ${shown(actual)}, not ${shown(expected)}`
  if (Array.isArray(expected) && (actual as unknown[]).length !== expected.length) return `${here} has ${(actual as unknown[]).length} entries, not ${expected.length}`
  for (const [key, value] of Object.entries(expected)) {
    if (!Object.hasOwn(actual, key)) return `${here} has no ${key}`
    const wrong = mismatch((actual as Record<string, unknown>)[key], value, at === '' ? key : `${at}.${key}`)
    if (wrong !== null) return wrong
  }
  return null
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
