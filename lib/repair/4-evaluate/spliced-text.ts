import type { Change } from '../edit.ts'

/** A change that another one needs: where one of a pair is overwritten, so is the other. */
export interface Splice extends Change { pair?: number }

/**
 * A text with splices made in it, and the way from the first text's offsets to the result's. So a file is instrumented
 * once, and every candidate is a few characters more.
 */
export class SplicedText {
  readonly text: string
  readonly #splices: Splice[]
  /** Where each splice's text begins in the result. */
  readonly #starts: number[] = []

  /** @param splices not overlapping, but at one place there may be several insertions: they stand in the order given */
  constructor(source: string, splices: readonly Splice[]) {
    this.#splices = splices.map((splice, order) => ({ splice, order })).sort((a, b) => a.splice.start - b.splice.start || a.splice.end - b.splice.end || a.order - b.order).map(({ splice }) => splice)
    let text = ''
    let from = 0
    for (const { start, end, text: added } of this.#splices) {
      text += source.slice(from, start)
      this.#starts.push(text.length)
      text += added
      from = end
    }
    this.text = text + source.slice(from)
  }

  /**
   * The same changes, for the spliced text.
   * @returns null where one begins or ends inside what a splice has replaced: then the whole has to be made anew
   */
  place(changes: readonly Change[]): Change[] | null {
    const placed: Change[] = []
    const overwritten = new Set<number>()
    for (const { start, end, text } of changes) {
      // An insertion stays behind what was spliced in at its place; a replacement leaves what stands at its borders.
      const first = this.#firstAfter(start, start === end)
      let last = first
      while (last < this.#splices.length && this.#isInside(this.#splices[last], start, end)) last += 1
      for (let index = first; index < last; index += 1) overwritten.add(index)
      const from = this.#offset(start, first)
      const to = this.#offset(end, last)
      const next = this.#splices[last]
      if (from === null || to === null || (next !== undefined && next.start < end)) return null
      placed.push({ start: from, end: to, text })
    }
    return this.#withoutWidows(placed, overwritten)
  }

  #isInside(splice: Splice | undefined, start: number, end: number): boolean {
    if (splice === undefined) return false
    return splice.start === splice.end ? splice.start > start && splice.start < end : splice.start >= start && splice.end <= end
  }

  /** Index of the first splice that a change at `start` may overwrite. */
  #firstAfter(start: number, isInsertion: boolean): number {
    let [low, high] = [0, this.#splices.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const splice = this.#splices[middle]
      if (splice === undefined || !(splice.start < start || (splice.start === start && (splice.end === start || isInsertion)))) high = middle
      else low = middle + 1
    }
    return low
  }

  /** @param before how many splices stand before the offset */
  #offset(offset: number, before: number): number | null {
    const previous = this.#splices[before - 1]
    const start = this.#starts[before - 1]
    if (previous === undefined || start === undefined) return offset
    return offset < previous.end ? null : start + previous.text.length + offset - previous.end
  }

  /** Half of a pair is a syntax error: where one was overwritten, the other goes too. */
  #withoutWidows(placed: Change[], overwritten: ReadonlySet<number>): Change[] | null {
    const lost = new Set<number>()
    for (const index of overwritten) {
      const pair = this.#splices[index]?.pair
      if (pair !== undefined) lost.add(pair)
    }
    if (lost.size === 0) return placed
    for (const [index, splice] of this.#splices.entries()) {
      if (splice.pair === undefined || !lost.has(splice.pair) || overwritten.has(index)) continue
      const start = this.#starts[index] ?? 0
      placed.push({ start, end: start + splice.text.length, text: '' })
    }
    placed.sort((a, b) => a.start - b.start)
    return placed.some((change, index) => change.start < (placed[index - 1]?.end ?? 0)) ? null : placed
  }
}
