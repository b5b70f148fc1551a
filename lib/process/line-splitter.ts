import { countNewlines } from './count-newlines.ts'

/** Bytes of whole lines, each ended by `\n`, and how many they are. */
export interface LineBlock {
  bytes: Buffer
  lines: number
}

const newline = 10
const noBytes = Buffer.alloc(0)

/**
 * Turns chunks of any bytes into blocks of whole lines, and never looks at a line by itself unless it is too long:
 * a block is decoded once, later, and only if somebody wants it.
 *
 * The lines do not depend on how the bytes were chunked. A line of more than `maxLineBytes` is cut there, at a
 * character's border, and says how many bytes are missing; its rest is never held in memory.
 */
export class LineSplitter {
  readonly #maxLineBytes: number
  #partial: Buffer[] = []
  #partialBytes = 0
  /** Bytes of the unfinished line that were let go. */
  #cutBytes = 0

  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes
  }

  /** @returns the lines that this chunk completes, oldest first */
  push(chunk: Buffer): LineBlock[] {
    const first = chunk.indexOf(newline)
    if (first === -1) {
      this.#hold(chunk)
      return []
    }
    const blocks: LineBlock[] = []
    let rest = chunk
    if (this.#partialBytes > 0 || first > this.#maxLineBytes) {
      this.#hold(chunk.subarray(0, first))
      blocks.push(this.#takePartial())
      rest = chunk.subarray(first + 1)
    }
    const end = rest.lastIndexOf(newline) + 1
    const whole = rest.subarray(0, end)
    if (end > this.#maxLineBytes) blocks.push(...this.#cutLongLines(whole))
    else if (end > 0) blocks.push({ bytes: whole, lines: countNewlines(whole) })
    this.#hold(rest.subarray(end))
    return blocks
  }

  /** @returns the last line, where it has no `\n`; afterwards the splitter is as new */
  end(): LineBlock | null {
    return this.#partialBytes > 0 ? this.#takePartial() : null
  }

  #hold(bytes: Buffer): void {
    if (bytes.length === 0) return
    const room = Math.max(0, this.#maxLineBytes + 1 - this.#partialBytes)
    const kept = bytes.subarray(0, room)
    // A copy where it is small, so that a few bytes do not keep a whole read buffer alive.
    if (kept.length > 0) this.#partial.push(kept.length < kept.buffer.byteLength / 2 ? Buffer.from(kept) : kept)
    this.#partialBytes += kept.length
    this.#cutBytes += bytes.length - kept.length
  }

  #takePartial(): LineBlock {
    const line = this.#partial.length === 1 ? (this.#partial[0] ?? noBytes) : Buffer.concat(this.#partial)
    const bytes = Buffer.concat([...this.#cut(line, this.#cutBytes), lineEnd])
    this.#partial = []
    this.#partialBytes = 0
    this.#cutBytes = 0
    return { bytes, lines: 1 }
  }

  /** The line itself, or what is kept of it with a marker. */
  #cut(line: Buffer, alreadyCut: number): Buffer[] {
    if (line.length <= this.#maxLineBytes) return [line]
    const kept = line.subarray(0, characterBorder(line, this.#maxLineBytes))
    return [kept, Buffer.from(` … ${line.length - kept.length + alreadyCut} bytes cut`)]
  }

  *#cutLongLines(whole: Buffer): Generator<LineBlock> {
    let from = 0
    for (let start = 0; start < whole.length; ) {
      const end = whole.indexOf(newline, start)
      if (end - start > this.#maxLineBytes) {
        if (start > from) yield { bytes: whole.subarray(from, start), lines: countNewlines(whole.subarray(from, start)) }
        yield { bytes: Buffer.concat([...this.#cut(whole.subarray(start, end), 0), lineEnd]), lines: 1 }
        from = end + 1
      }
      start = end + 1
    }
    const last = whole.subarray(from)
    if (last.length > 0) yield { bytes: last, lines: countNewlines(last) }
  }
}

const lineEnd = Buffer.from('\n')

/** The last place at or before `at` where no UTF-8 character is torn apart. */
function characterBorder(bytes: Buffer, at: number): number {
  let border = at
  while (border > 0 && at - border < 3 && ((bytes[border] ?? 0) & 0xc0) === 0x80) border--
  return border
}

/** The lines of a block as text: invalid UTF-8 becomes U+FFFD, and `\r\n` ends a line as `\n` does. */
export function decodeLines(blocks: readonly LineBlock[]): string[] {
  if (blocks.length === 0) return []
  const only = blocks.length === 1 ? blocks[0] : undefined
  const bytes = only ? only.bytes : Buffer.concat(blocks.map((block) => block.bytes))
  const text = bytes.toString('utf8')
  const lines = (text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text).split('\n')
  lines.pop()
  return lines
}
