/** All that is in nested lists, in order; lists deeper than `depth` stay as they are. */
export function flatten(list, depth = Infinity) {
  const flat = []
  for (const item of list) {
    if (Array.isArray(item) && depth > 0) {
      flat.push(...flatten(item, depth - 1))
    } else {
      flat.push(item)
    }
  }
  return flat
}
