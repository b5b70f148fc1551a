import type { OutputChunk } from '../contract/ports/sandbox.ts'
import type { Clock } from '../contract/ports/clock.ts'
import { Excerpt } from './excerpt.ts'
import { decodeLines, LineSplitter, type LineBlock } from './line-splitter.ts'

/** A longer line is cut. Not below the 64 KiB of one pipe read: see {@link LineSplitter}. */
const maxLineBytes = 64 * 1024
/** What may wait for the listener, per stream; beyond it lines are counted and not kept. */
const maxWaitingBytes = 256 * 1024
const batchMs = 16
const excerptSize = { headBytes: 32 * 1024, tailBytes: 32 * 1024 }
/** More stdout than this is not handed over in one piece, whatever the limits allow. */
const maxWholeStdoutBytes = 16 * 1024 * 1024

interface Waiting {
  splitter: LineSplitter
  blocks: LineBlock[]
  bytes: number
  skipped: number
}

const newWaiting = (): Waiting => ({ splitter: new LineSplitter(maxLineBytes), blocks: [], bytes: 0, skipped: 0 })

/** What a program prints, on its way to a listener (live, in batches, lossy, counted) and into the record (bounded). */
export class OutputFeed {
  readonly #clock: Clock
  readonly #listener: ((chunk: OutputChunk) => void) | undefined
  readonly #streams = { stdout: newWaiting(), stderr: newWaiting() }
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

  push(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    this.#bytes += chunk.length
    const lines = this.#take(stream, this.#streams[stream].splitter.push(chunk))
    if (stream === 'stdout') this.#stdout.add(chunk, lines)
    // The first lines go out at once; those that follow closely wait for each other.
    if (!this.#batching && lines > 0) this.#startBatch()
  }

  /** Hands over what is left, unfinished lines too, and gives the bounded text of everything. */
  end(): { stdout: string; output: string; summary: { lines: number; bytes: number; skippedLines: number } } {
    this.#over.abort()
    for (const stream of ['stdout', 'stderr'] as const) {
      const last = this.#streams[stream].splitter.end()
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

  #take(stream: 'stdout' | 'stderr', blocks: LineBlock[]): number {
    const waiting = this.#streams[stream]
    let lines = 0
    for (const block of blocks) {
      lines += block.lines
      this.#both.add(block.bytes, block.lines)
      if (this.#listener === undefined) continue
      // Once something was skipped, everything is until the next batch: `skipped` counts what lies between two chunks.
      if (waiting.skipped > 0 || waiting.bytes + block.bytes.length > maxWaitingBytes) {
        waiting.skipped += block.lines
      } else {
        waiting.blocks.push(block)
        waiting.bytes += block.bytes.length
      }
    }
    this.#lines += lines
    return lines
  }

  #startBatch(): void {
    if (this.#listener === undefined || !this.#flush()) return
    this.#batching = true
    void this.#clock.sleep(batchMs, this.#over.signal).then(() => {
      this.#batching = false
      if (!this.#over.signal.aborted) this.#startBatch()
    })
  }

  /** @returns whether there was anything to hand over */
  #flush(): boolean {
    let any = false
    for (const stream of ['stdout', 'stderr'] as const) {
      const { blocks, skipped } = this.#streams[stream]
      if (blocks.length === 0 && skipped === 0) continue
      any = true
      this.#streams[stream] = { ...this.#streams[stream], blocks: [], bytes: 0, skipped: 0 }
      const lines = decodeLines(blocks)
      if (lines.length > 0) this.#listener?.({ stream, lines, skipped: 0 })
      if (skipped > 0) this.#listener?.({ stream, lines: [], skipped })
    }
    return any
  }
}
