import type { OutputChunk } from '../contract/ports/sandbox.ts'
import type { CoreFrame, OutputBatch, ThoughtBatch } from '../contract/stream.ts'

/** One frame an organism and tick, at most this much: a page cannot read more anyway. */
const maxLines = 2_000
const maxChars = 256 * 1024
const tickMs = 16

/** Where frames go: false means full, wait for drain. */
export interface FrameSink {
  write: (text: string) => boolean
  once: (event: 'drain', listener: () => void) => unknown
}

/**
 * Raw output on its way to the gate process: coalesced, bounded, lossy. The core never waits for who reads it: what
 * does not fit is counted in the next frame's `skipped`.
 */
export function relayOutput(sink: FrameSink, now: () => number): { push: (organism: string, chunk: OutputChunk) => void; think: (batch: ThoughtBatch) => void; send: (frame: CoreFrame) => void; close: () => void } {
  const waiting = new Map<string, { lines: OutputBatch['lines']; chars: number; skipped: number }>()
  const thoughts = new Map<string, ThoughtBatch>()
  let isFull = false

  function send(frame: CoreFrame): void {
    isFull = !sink.write(`${JSON.stringify(frame)}\n`)
    if (isFull) sink.once('drain', () => { isFull = false })
  }

  const timer = setInterval(() => {
    for (const [organism, { lines, skipped }] of waiting) {
      if (isFull) return
      waiting.delete(organism)
      send({ type: 'output', batch: { organism, at: now(), lines, skipped } })
    }
    for (const [call, batch] of thoughts) {
      if (isFull) return
      thoughts.delete(call)
      send({ type: 'thought', batch })
    }
  }, tickMs)

  return {
    push(organism, chunk) {
      const tray = waiting.get(organism) ?? { lines: [], chars: 0, skipped: 0 }
      waiting.set(organism, tray)
      tray.skipped += chunk.skipped
      for (const text of chunk.lines) {
        tray.chars += text.length
        if (tray.lines.length < maxLines && tray.chars <= maxChars) tray.lines.push({ stream: chunk.stream, text })
        else tray.skipped += 1
      }
    },
    think(batch) {
      const before = thoughts.get(batch.call)
      // What nobody could take in time is left out: the next piece says where it stands.
      if (before && before.offset + before.text.length === batch.offset && before.text.length < maxChars) before.text += batch.text
      else thoughts.set(batch.call, { ...batch })
    },
    // Few, and never left out.
    send,
    close: () => clearInterval(timer),
  }
}
