import { hidden, withoutSecrets } from './secrets.ts'

/** What one line may hold. Beyond it, it says that there was more. */
const bounds = { text: 8_192, name: 200, line: 65_536, depth: 8, entries: 100, values: 1_000 } as const
/** A secret that begins within the bound is seen whole before the text is cut. */
const longestSecret = 4_096

/** Names of what is never said, whatever its value. */
const secretName = /(?:authorization|cookie|pass(?:word|wd|phrase)|secret|token|credential|(?:api|mind|teacher|model|access|private|secret|signing|encryption)[-_ ]?key|(?:database|redis)[-_ ]?url|connection[-_ ]?string|otlp[-_ ]?headers|^key|^pwd|^auth)s?$/i
/** That something is set, or how many tokens a model used, is no secret. */
const isTelling = (name: string, value: unknown): boolean =>
  value === null || value === undefined || typeof value === 'boolean' || (typeof value === 'number' && /tokens$/i.test(name))

/** A text without secrets, and no longer than a line bears. */
export function cleanedText(text: string, most: number = bounds.text): string {
  if (text.length <= most) return withoutSecrets(text)
  const seen = most + longestSecret
  const safe = withoutSecrets(text.slice(0, seen))
  // A secret that was cut in two at the end of what was looked at is not recognised: that much of the end is left out.
  const known = text.length <= seen ? safe.length : Math.max(0, safe.length - longestSecret)
  const shown = safe.slice(0, Math.min(most, known))
  return `${shown}… [${text.length - shown.length} characters more]`
}

/**
 * A copy that can be written down: no secret in it by name or value, nothing endless, nothing that throws. Errors tell
 * their kind, message, stack and cause.
 */
export function cleaned(value: object): object {
  const made = copy(value, { characters: bounds.line, values: bounds.values, above: [] })
  return typeof made === 'object' && made !== null ? made : { value: made }
}

/** What is left to one line, and the objects that the one at hand lies in. */
interface Rest { characters: number; values: number; above: object[] }

function copy(value: unknown, rest: Rest): unknown {
  if (typeof value === 'string') {
    const text = cleanedText(value, Math.max(0, Math.min(bounds.text, rest.characters)))
    rest.characters -= text.length
    return text
  }
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (rest.above.length >= bounds.depth) return '[deeper]'
  if (rest.above.includes(value)) return '[circular]'
  rest.above.push(value)
  try {
    return copyObject(value, rest)
  } catch {
    return '[unreadable]'
  } finally {
    rest.above.pop()
  }
}

function copyObject(value: object, rest: Rest): unknown {
  if (value instanceof Error) return copyError(value, rest)
  if (Array.isArray(value)) return copyList(value, rest)
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
  if (value instanceof Map) return copyEntries([...value].map(([key, item]: [unknown, unknown]): Entry => [typeof key === 'string' ? key : JSON.stringify(copy(key, rest)), () => item]), rest)
  if (value instanceof Set) return copyList([...value], rest)
  if ('toJSON' in value && typeof value.toJSON === 'function') return copy((value as { toJSON: () => unknown }).toJSON(), rest)
  return copyEntries(Object.keys(value).map((name) => entryOf(value, name)), rest)
}

function copyError(error: Error, rest: Rest): unknown {
  // These are not among the keys that an error shows.
  const names = new Set(['message', 'stack', ...Object.keys(error), ...['cause', 'errors'].filter((key) => key in error)])
  names.delete('name')
  return copyEntries([['type', () => error.name], ...[...names].map((name) => entryOf(error, name))], rest)
}

type Entry = readonly [name: string, read: () => unknown]
const entryOf = (object: object, name: string): Entry => [name, () => (object as Record<string, unknown>)[name]]

function copyEntries(entries: readonly Entry[], rest: Rest): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  let told = 0
  for (const [name, read] of entries) {
    if (told >= bounds.entries || rest.characters <= 0 || (rest.values -= 1) < 0) break
    told += 1
    const shown = cleanedText(name, bounds.name)
    rest.characters -= shown.length
    let value: unknown
    try {
      value = read()
    } catch {
      value = '[unreadable]'
    }
    // Not by assignment: a key may be called __proto__.
    Object.defineProperty(made, shown, { value: secretName.test(name) && !isTelling(name, value) ? hidden : copy(value, rest), enumerable: true, configurable: true, writable: true })
  }
  if (told < entries.length) made['[more]'] = entries.length - told
  return made
}

function copyList(list: readonly unknown[], rest: Rest): unknown[] {
  const made: unknown[] = []
  for (const item of list) {
    if (made.length >= bounds.entries || (rest.values -= 1) < 0) break
    const before = list[made.length - 1]
    // Headers come as lists too: a name, then its value.
    const isNamed = typeof item === 'string' && typeof before === 'string' && secretName.test(before)
    made.push(isNamed ? hidden : copy(item, rest))
  }
  if (made.length < list.length) made.push(`[${list.length - made.length} more]`)
  return made
}
