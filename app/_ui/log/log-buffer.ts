import type { LogRow, NewRow } from './row.ts'

/**
 * The newest rows up to a capacity. Ids are whole numbers without gaps, rising with time: rows appended later have
 * greater ones, rows put before the first have lesser ones, below zero if need be.
 */
export class LogBuffer {
  /** Lines that had to leave, exactly, those that a leaving skip row stood for included. */
  evictedLines = 0
  readonly capacity: number
  #rows: LogRow[] = []
  /** Rows before this place have left; they are cut off now and then, all at once. */
  #head = 0
  #firstId = 0

  constructor(capacity = 100_000) {
    this.capacity = capacity
  }

  get length(): number {
    return this.#rows.length - this.#head
  }

  /** Id of the oldest row; where there is none, the id that the next one gets. */
  get firstId(): number {
    return this.#firstId
  }

  /** One above the id of the newest row. */
  get endId(): number {
    return this.#firstId + this.length
  }

  /** @returns undefined for a row that has left, or is yet to come */
  get(id: number): LogRow | undefined {
    return id < this.#firstId ? undefined : this.#rows[this.#head + id - this.#firstId]
  }

  /** All rows, oldest first. */
  *rows(): Generator<LogRow> {
    for (let id = this.firstId; id < this.endId; id += 1) yield this.get(id)!
  }

  append(rows: Iterable<NewRow>): void {
    for (const row of rows) {
      const last = this.get(this.endId - 1)
      if (row.kind === 'skip' && last?.kind === 'skip' && last.why === row.why) {
        this.#rows[this.#rows.length - 1] = { ...last, lines: last.lines + row.lines }
        continue
      }
      this.#rows.push({ ...row, id: this.endId })
      if (this.length > this.capacity) this.#evict()
    }
    if (this.#head > this.capacity / 4) {
      this.#rows = this.#rows.slice(this.#head)
      this.#head = 0
    }
  }

  /**
   * Puts older rows before the first, as many of their newest as there is room for.
   * @returns how many found room
   */
  prepend(rows: readonly NewRow[]): number {
    const room = this.capacity - this.length
    const taken = room > 0 ? rows.slice(-room) : []
    this.#firstId -= taken.length
    const numbered = taken.map((row, index) => ({ ...row, id: this.#firstId + index }))
    this.#rows = [...numbered, ...this.#rows.slice(this.#head)]
    this.#head = 0
    return taken.length
  }

  #evict(): void {
    const gone = this.#rows[this.#head]
    if (gone?.kind === 'line') this.evictedLines += 1
    if (gone?.kind === 'skip') this.evictedLines += gone.lines
    this.#head += 1
    this.#firstId += 1
  }
}
