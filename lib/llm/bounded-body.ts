import { ModelAnswerError, ModelTimeoutError } from '../contract/errors.ts'
import type { Clock } from '../contract/ports/clock.ts'

export interface BodyBounds {
  maxBytes: number
  /** The longest wait from one chunk to the next, ms. The first may take as long as the question may: a model is loaded meanwhile. */
  silenceMs: number
  clock: Clock
}

/** An answer of the largest size has a fifth of these. Clients are slow on lines that have nothing in them. */
const maxLines = 100_000

/**
 * Passes bytes on as they come, as long as they are text and not too much of it.
 * What was compressed is counted as it is after that, so that a small bomb does not become a large one.
 * Its errors: ModelAnswerError, ModelTimeoutError.
 */
export function boundedBody(body: ReadableStream<Uint8Array>, address: string, { maxBytes, silenceMs, clock }: BodyBounds): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let lines = 0

  const readChunk = async (): Promise<Uint8Array | undefined> => {
    if (bytes === 0) return (await reader.read()).value
    const came = new AbortController()
    const silence = clock.sleep(silenceMs, came.signal).then(() => {
      if (!came.signal.aborted) throw new ModelTimeoutError(`${address} stopped in the middle of its answer: nothing came for ${silenceMs / 1000} s`)
    })
    silence.catch(() => undefined)
    try {
      const read = await Promise.race([reader.read(), silence])
      return read?.value
    } finally {
      came.abort()
    }
  }
  const check = (chunk: Uint8Array | undefined): void => {
    bytes += chunk?.byteLength ?? 0
    if (bytes > maxBytes) throw new ModelAnswerError(`${address} answered with more than ${Math.floor(maxBytes / 1024)} KiB: nothing of that size is an answer`)
    for (const byte of chunk ?? []) if (byte === 10 || byte === 13) lines += 1
    if (lines > maxLines) throw new ModelAnswerError(`${address} answered with more than ${maxLines} lines: nothing of that kind is an answer`)
    let text
    try {
      text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch {
      throw new ModelAnswerError(`${address} answered with bytes that are no UTF-8 text`)
    }
    if (text.includes('\0')) throw new ModelAnswerError(`${address} answered with NUL characters: that is no text`)
  }

  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const chunk = await readChunk()
          check(chunk)
          if (chunk) controller.enqueue(chunk)
          else controller.close()
        } catch (error) {
          // It must not go on sending to nobody.
          void reader.cancel(error).catch(() => undefined)
          throw error
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is read ahead: whoever is slow to listen slows the sender down.
    { highWaterMark: 0 },
  )
}
