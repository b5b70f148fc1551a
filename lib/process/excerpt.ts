import { countNewlines } from './count-newlines.ts'

const newline = 10

/**
 * The beginning and the end of a text of any length, in bounded memory: whole lines, and between them one line that
 * says how many were left out. A text that fits is kept to the byte.
 */
export class Excerpt {
  readonly #headBytes: number
  readonly #tailBytes: number
  readonly #head: Buffer[] = []
  #headRoom: number
  readonly #tail: { bytes: Buffer; lines: number }[] = []
  #tailSize = 0
  #dropped = { bytes: 0, lines: 0 }

  constructor(size: { headBytes: number; tailBytes: number }) {
    this.#headBytes = size.headBytes
    this.#tailBytes = size.tailBytes
    this.#headRoom = this.#headBytes
  }

  /** @param lines how many `\n` are in `bytes`: the caller has counted them already */
  add(bytes: Buffer, lines: number): void {
    if (this.#headRoom > 0) {
      const kept = bytes.subarray(0, this.#headRoom)
      this.#head.push(kept)
      this.#headRoom -= kept.length
      if (kept.length === bytes.length) return
      const rest = bytes.subarray(kept.length)
      this.#addToTail(rest, countNewlines(rest))
    } else {
      this.#addToTail(bytes, lines)
    }
  }

  #addToTail(bytes: Buffer, lines: number): void {
    this.#tail.push({ bytes, lines })
    this.#tailSize += bytes.length
    for (let first = this.#tail[0]; first && this.#tailSize - first.bytes.length >= this.#tailBytes; first = this.#tail[0]) {
      this.#tail.shift()
      this.#tailSize -= first.bytes.length
      this.#dropped.bytes += first.bytes.length
      this.#dropped.lines += first.lines
    }
  }

  read(): { text: string; skippedLines: number } {
    const head = Buffer.concat(this.#head)
    const tail = Buffer.concat(this.#tail.map((piece) => piece.bytes))
    if (this.#dropped.bytes === 0 && tail.length <= this.#tailBytes) {
      return { text: Buffer.concat([head, tail]).toString('utf8'), skippedLines: 0 }
    }
    const headEnd = head.lastIndexOf(newline) + 1
    const tailLineEnd = tail.indexOf(newline, Math.max(0, tail.length - this.#tailBytes))
    const tailStart = tailLineEnd === -1 ? tail.length : tailLineEnd + 1
    const lines = this.#dropped.lines + countNewlines(tail.subarray(0, tailStart))
    const bytes = head.length - headEnd + this.#dropped.bytes + tailStart
    const mark = `… ${lines} ${lines === 1 ? 'line' : 'lines'} skipped (${bytes} bytes) …\n`
    return { text: head.toString('utf8', 0, headEnd) + mark + tail.toString('utf8', tailStart), skippedLines: lines }
  }
}
