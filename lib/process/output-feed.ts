import type { OutputChunk } from '../contract/ports/sandbox.ts'
import type { Clock } from '../contract/ports/clock.ts'
import { Excerpt } from './excerpt.ts'
import { decodeLines, LineSplitter, type LineBlock } from './line-splitter.ts'

/** A longer line is cut. Not below the 64 KiB of one pipe read: see {@link LineSplitter}. */
const maxLineBytes = 64 * 1024
/** What may wait for the listener; beyond it lines are counted and not kept. */
const maxWaitingBytes = 256 * 1024
/** What a block costs beside its bytes, so that many small ones are bounded too. */
const blockCost = 128
const batchMs = 16
const excerptSize = { headBytes: 32 * 1024, tailBytes: 32 * 1024 }
/** More stdout than this is not handed over in one piece, whatever the limits allow. */
const maxWholeStdoutBytes = 16 * 1024 * 1024

type Stream = OutputChunk['stream']

/** What a program prints, on its way to a listener (live, in batches, lossy, counted) and into the record (bounded). */
export class OutputFeed {
  readonly #clock: Clock
  readonly #listener: ((chunk: OutputChunk) => void) | undefined
  readonly #splitters = { stdout: new LineSplitter(maxLineBytes), stderr: new LineSplitter(maxLineBytes) }
  /** Blocks of lines in the order they came; neighbours of one stream together. */
  #waiting: { stream: Stream; blocks: LineBlock[] }[] = []
  #waitingCost = 0
  #skipped = { stdout: 0, stderr: 0 }
  readonly #both = new Excerpt(excerptSize)
  readonly #stdout: Excerpt
  readonly #over = new AbortController()
  #batching = false
  #bytes = 0
  #lines = 0

  /** @param wholeStdoutBytes up to how much of stdout is kept to the byte */
  constructor(options: { clock: Clock; listener?: ((chunk: OutputChunk) => void) | undefined; wholeStdoutBytes: number }) {
    this.#clock = options.clock
    this.#listener = options.listener
    this.#stdout = new Excerpt({ ...excerptSize, headBytes: Math.max(excerptSize.headBytes, Math.min(options.wholeStdoutBytes, maxWholeStdoutBytes)) })
  }

  get bytes(): number {
    return this.#bytes
  }

  push(stream: Stream, chunk: Buffer): void {
    this.#bytes += chunk.length
    const lines = this.#take(stream, this.#splitters[stream].push(chunk))
    if (stream === 'stdout') this.#stdout.add(chunk, lines)
    // The first lines go out at once; those that follow closely wait for each other.
    if (!this.#batching && lines > 0) this.#startBatch()
  }

  /** Hands over what is left, unfinished lines too, and gives the bounded text of everything. */
  end(): { stdout: string; output: string; summary: { lines: number; bytes: number; skippedLines: number } } {
    this.#over.abort()
    for (const stream of ['stdout', 'stderr'] as const) {
      const last = this.#splitters[stream].end()
      if (last) this.#take(stream, [last])
    }
    this.#flush()
    const both = this.#both.read()
    return {
      stdout: this.#stdout.read().text,
      output: both.text,
      summary: { lines: this.#lines, bytes: this.#bytes, skippedLines: both.skippedLines },
    }
  }

  #take(stream: Stream, blocks: LineBlock[]): number {
    let lines = 0
    for (const block of blocks) {
      lines += block.lines
      this.#both.add(block.bytes, block.lines)
      if (this.#listener !== undefined) this.#wait(stream, block)
    }
    this.#lines += lines
    return lines
  }

  #wait(stream: Stream, block: LineBlock): void {
    const cost = block.bytes.length + blockCost
    // Once something was skipped, all of its stream is until the next batch: the gap has one place.
    if (this.#skipped[stream] > 0 || this.#waitingCost + cost > maxWaitingBytes) {
      this.#skipped[stream] += block.lines
      return
    }
    this.#waitingCost += cost
    const last = this.#waiting.at(-1)
    if (last?.stream === stream) last.blocks.push(block)
    else this.#waiting.push({ stream, blocks: [block] })
  }

  #startBatch(): void {
    if (this.#listener === undefined || !this.#flush()) return
    this.#batching = true
    void this.#clock.sleep(batchMs, this.#over.signal).then(() => {
      this.#batching = false
      this.#startBatch()
    })
  }

  /** @returns whether there was anything to hand over */
  #flush(): boolean {
    const [waiting, skipped] = [this.#waiting, this.#skipped]
    this.#waiting = []
    this.#waitingCost = 0
    this.#skipped = { stdout: 0, stderr: 0 }
    for (const { stream, blocks } of waiting) this.#listener?.({ stream, lines: decodeLines(blocks), skipped: 0 })
    for (const stream of ['stdout', 'stderr'] as const) {
      if (skipped[stream] > 0) this.#listener?.({ stream, lines: [], skipped: skipped[stream] })
    }
    return waiting.length > 0 || skipped.stdout > 0 || skipped.stderr > 0
  }
}
