/** Joins intervals `[from, to]` that overlap or touch; the result is in order. */
export function mergeIntervals(intervals) {
  const sorted = intervals.toSorted((a, b) => a[0] - b[0])
  const merged = []
  for (const [from, to] of sorted) {
    const last = merged.at(-1)
    if (last && from <= last[1]) {
      last[1] = Math.max(last[1], to)
    } else {
      merged.push([from, to])
    }
  }
  return merged
}
