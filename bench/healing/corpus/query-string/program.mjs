const decode = (text) => decodeURIComponent(text.replaceAll('+', ' '))

/** `?a=1&b=2&a=3` becomes `{ a: ['1', '3'], b: '2' }`. */
export function parseQuery(query) {
  const values = {}
  const trimmed = query.startsWith('?') ? query.slice(1) : query
  for (const part of trimmed.split('&')) {
    if (part === '') continue
    const cut = part.indexOf('=')
    const key = decode(cut === -1 ? part : part.slice(0, cut))
    const value = cut === -1 ? '' : decode(part.slice(cut + 1))
    values[key] = key in values ? [values[key], value].flat() : value
  }
  return values
}

/** Keys in order of the alphabet, lists as repeated keys; what is undefined or null is left out. */
export function formatQuery(values) {
  return Object.keys(values)
    .sort()
    .flatMap((key) => [values[key]].flat().map((value) => [key, value]))
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&')
}
