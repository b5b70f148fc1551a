import type { Change } from '../edit.ts'

/** Remembers which results there have been. */
export class Unseen {
  readonly #text: string
  readonly #keys = new Set<string>()

  constructor(text: string) {
    this.#text = text
  }

  /** @returns false where the changes change nothing, or come to a text that was there before */
  add(changes: readonly Change[]): boolean {
    const [first] = changes
    const last = changes.at(-1)
    if (!first || !last) return false
    // As one change, whatever lies between: so all ways to one result have one key.
    let text = ''
    let from = first.start
    for (const change of changes) {
      text += this.#text.slice(from, change.start) + change.text
      from = change.end
    }
    const key = this.#normal(first.start, last.end, text)
    if (key === null || this.#keys.has(key)) return false
    this.#keys.add(key)
    return true
  }

  #normal(start: number, end: number, text: string): string | null {
    const all = this.#text
    let [from, to, head, tail] = [start, end, 0, text.length]
    while (from < to && head < tail && all.charCodeAt(from) === text.charCodeAt(head)) { from += 1; head += 1 }
    while (from < to && head < tail && all.charCodeAt(to - 1) === text.charCodeAt(tail - 1)) { to -= 1; tail -= 1 }
    if (from === to && head === tail) return null
    // An insertion or deletion within a run of the same letters may be said in several ways: the leftmost one counts.
    let changed = text.slice(head, tail)
    if (changed === '') while (from > 0 && all.charCodeAt(from - 1) === all.charCodeAt(to - 1)) { from -= 1; to -= 1 }
    else if (from === to) while (from > 0 && all.charCodeAt(from - 1) === changed.charCodeAt(changed.length - 1)) { changed = changed.slice(-1) + changed.slice(0, -1); from -= 1; to -= 1 }
    return `${from}:${to}:${changed}`
  }
}

/** Changes that touch become one, so that insertions at one place keep their order. */
export function joinChanges(sorted: readonly Change[]): Change[] {
  const joined: Change[] = []
  for (const change of sorted) {
    const last = joined.at(-1)
    if (last && last.end === change.start) joined[joined.length - 1] = { start: last.start, end: change.end, text: last.text + change.text }
    else joined.push(change)
  }
  return joined
}
