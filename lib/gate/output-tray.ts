import type { OutputBatch } from '../contract/stream.ts'

/** Kept of one organism between two ticks; more is skipped, oldest first. 200 lines a tick are 12,500 a second. */
export const outputLimits = { lines: 200, characters: 256 * 1024 } as const

/**
 * Raw output of one organism, waiting for the next tick. Bounded and lossy: what it drops it counts, so that
 * lines in + skipped in = lines out + skipped out, always.
 */
export class OutputTray {
  /** Batches follow each other where lines were skipped between them. */
  #batches: OutputBatch[] = []
  #lines = 0
  #characters = 0

  add(batch: OutputBatch): void {
    const last = this.#batches.at(-1)
    if (last && (batch.skipped === 0 || last.lines.length === 0)) {
      last.lines.push(...batch.lines)
      last.skipped += batch.skipped
      last.at = batch.at
    } else {
      this.#batches.push({ ...batch, lines: [...batch.lines] })
    }
    this.#lines += batch.lines.length
    for (const line of batch.lines) this.#characters += line.text.length
    this.#trim()
  }

  /** Everything that waits, in order; afterwards nothing does. */
  take(): OutputBatch[] {
    const batches = this.#batches
    this.#batches = []
    this.#lines = 0
    this.#characters = 0
    return batches
  }

  #trim(): void {
    while (this.#lines > outputLimits.lines || this.#characters > outputLimits.characters) {
      const [first, second] = this.#batches
      if (!first) return
      const excess = Math.max(1, this.#lines - outputLimits.lines)
      for (const line of first.lines.splice(0, excess)) {
        this.#lines -= 1
        this.#characters -= line.text.length
        first.skipped += 1
      }
      if (first.lines.length === 0 && second) {
        second.skipped += first.skipped
        this.#batches.shift()
      }
    }
  }
}
