/**
 * Where a line of one text stands in another: what both begin and end with alike is told exactly; what lies between
 * them is told by the line where the difference begins, or null where nothing is left there.
 */
export function lineMap(from: string, to: string): (line: number) => number | null {
  if (from === to) return (line) => line
  const [a, b] = [from.split('\n'), to.split('\n')]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  return (line) => {
    if (line <= head) return line
    if (line > a.length - tail) return line + b.length - a.length
    // Within what differs: by its own words, where they are still there.
    const same = b.indexOf(a[line - 1]!, head)
    if (same >= 0 && same < b.length - tail && a[line - 1]!.trim() !== '') return same + 1
    return null
  }
}
