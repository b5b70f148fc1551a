import type { LogShow, Stage } from '../address/address.ts'
import type { LogBuffer } from './log-buffer.ts'
import { rowText, type LogRow } from './row.ts'

export interface LogFilter {
  show: LogShow
  /** Warnings and errors only. */
  problems: boolean
  /** Plain substring; case does not matter. */
  search: string
  /** Only what belongs to this stage of the loop. What is printed is what the watcher monitors. */
  stage?: Stage | null
}

export function passes(row: LogRow, filter: LogFilter): boolean {
  if (filter.stage && !(row.kind === 'event' ? row.stages : ['monitor']).includes(filter.stage)) return false
  if (row.kind === 'skip') return filter.search === '' && !filter.problems && filter.show !== 'events'
  if (filter.show === 'events' && row.kind !== 'event') return false
  if ((filter.show === 'stdout' || filter.show === 'stderr') && (row.kind !== 'line' || row.stream !== filter.show)) return false
  if (filter.problems && row.level === 'info') return false
  return filter.search === '' || rowText(row).toLowerCase().includes(filter.search.toLowerCase())
}

/** The ids of the rows that pass, kept up while rows come and go: each row is looked at once. */
export class FilteredLog {
  readonly #buffer: LogBuffer
  readonly #filter: LogFilter
  readonly #passesAll: boolean
  #ids: number[] = []
  #head = 0
  /** Ids from here on, and up to there, have been looked at. */
  #from: number
  #to: number
  /**
   * Id of the row at a place among those that passed at the last update. Where places have moved since the one before
   * it is another function: an older one goes on saying what was, as a list needs that still shows it.
   */
  idAt: (place: number) => number

  constructor(buffer: LogBuffer, filter: LogFilter) {
    this.#buffer = buffer
    this.#filter = filter
    this.#passesAll = filter.show === 'all' && !filter.problems && filter.search === '' && !filter.stage
    this.#from = this.#to = buffer.firstId
    this.idAt = this.#idsNow()
  }

  /** Takes in what has changed in the buffer. @returns how many rows pass */
  update(): number {
    const { firstId, endId } = this.#buffer
    if (this.#passesAll) {
      if (firstId !== this.#from) {
        this.#from = firstId
        this.idAt = this.#idsNow()
      }
      return endId - firstId
    }
    const [ids, head] = [this.#ids, this.#head]
    const start = Math.max(this.#to, firstId)
    const newer = this.#scan(start, endId)
    // Rows were put before the first since the last look.
    const older = firstId < this.#from ? this.#scan(firstId, this.#from) : []
    while (this.#head < this.#ids.length && this.#ids[this.#head]! < firstId) this.#head += 1
    if (older.length > 0 || this.#head > 10_000) {
      this.#ids = [...older, ...this.#ids.slice(this.#head)]
      this.#head = 0
    }
    for (const id of newer) this.#ids.push(id)
    this.#from = firstId
    this.#to = endId
    if (this.#ids !== ids || this.#head !== head) this.idAt = this.#idsNow()
    return this.#ids.length - this.#head
  }

  /** Place of a row among those that pass; the nearest newer one where it does not. */
  placeOf(id: number): number {
    if (this.#passesAll) return Math.max(0, id - this.#from)
    const place = this.#ids.findIndex((other, index) => index >= this.#head && other >= id)
    return place < 0 ? Math.max(0, this.#ids.length - this.#head - 1) : place - this.#head
  }

  #idsNow(): (place: number) => number {
    const [from, ids, head] = [this.#from, this.#ids, this.#head]
    return this.#passesAll ? (place) => from + place : (place) => ids[head + place]!
  }

  #scan(from: number, to: number): number[] {
    const found: number[] = []
    for (let id = from; id < to; id += 1) if (passes(this.#buffer.get(id)!, this.#filter)) found.push(id)
    return found
  }
}
