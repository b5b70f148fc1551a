import type { NewEvent } from '../contract/event.ts'
import type { OutputChunk } from '../contract/ports/sandbox.ts'

const maxBytes = 32 * 1024
const everyMs = 1_000

/** Output of a living service, into the ledger once a second and bounded: what does not fit is counted. */
export function keepServiceLog(organism: string, record: (event: NewEvent) => void): { push: (chunk: OutputChunk) => void; close: () => void } {
  let lines: string[] = []
  let bytes = 0
  let skippedLines = 0

  const flush = (): void => {
    if (lines.length === 0 && skippedLines === 0) return
    record({ kind: 'log-chunk', organism, incident: null, data: { lines: lines.length, bytes, skippedLines }, attachment: lines.join('\n') })
    lines = []
    bytes = 0
    skippedLines = 0
  }
  const timer = setInterval(flush, everyMs)

  return {
    push(chunk) {
      skippedLines += chunk.skipped
      for (const line of chunk.lines) {
        const size = Buffer.byteLength(line) + 1
        if (bytes + size > maxBytes) {
          skippedLines += 1
          continue
        }
        bytes += size
        lines.push(line)
      }
    },
    close() {
      clearInterval(timer)
      flush()
    },
  }
}
