import { expect, test, vi } from 'vitest'
import { ModelAnswerError, ModelTimeoutError } from '../../lib/contract/errors.ts'
import { boundedBody } from '../../lib/llm/bounded-body.ts'
import { systemClock } from '../../lib/process/clock.ts'
import { FakeClock, settle } from '../fixtures/fake-clock.ts'

const bounds = { maxBytes: 1024 * 1024, silenceMs: 30_000, clock: systemClock }

/** A body that never ends by itself after these chunks, if it is to be open. */
function body(chunks: (string | Uint8Array)[], isOpen = false) {
  const left = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk))
  const cancel = vi.fn()
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const chunk = left.shift()
        if (chunk) controller.enqueue(chunk)
        else if (isOpen) return new Promise(() => undefined)
        else controller.close()
        return undefined
      },
      cancel,
    },
    { highWaterMark: 0 },
  )
  return { stream, cancel }
}
const read = (stream: ReadableStream<Uint8Array>, more: Partial<typeof bounds> = {}) => new Response(boundedBody(stream, 'http://there', { ...bounds, ...more })).text()

test('text goes through as it is, torn or not', async () => {
  const bytes = [...new TextEncoder().encode('ü↯😀\n')].map((byte) => Uint8Array.of(byte))
  expect(await read(body(bytes).stream)).toBe('ü↯😀\n')
  expect(await read(body([]).stream)).toBe('')
})

test.each<[string, (string | Uint8Array)[], RegExp]>([
  ['one byte too much', ['x'.repeat(1024 * 1024), 'y'], /more than 1024 KiB/],
  ['lines with nothing in them', ['\r\n'.repeat(50_000), '\n'], /100000 lines/],
  ['a NUL character', ['good', 'b\0d'], /NUL/],
  ['no UTF-8', ['good', Uint8Array.of(0xff)], /UTF-8/],
  ['half a character at the end', ['good', Uint8Array.of(0xe2, 0x86)], /UTF-8/],
])('%s ends it, and the sender is told to stop', async (_, chunks, message) => {
  const isAtEnd = message.source === 'UTF-8' && chunks[1]!.length === 2
  const { stream, cancel } = body(chunks, !isAtEnd)
  const error: unknown = await read(stream).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ModelAnswerError)
  expect((error as Error).message).toMatch(message)
  if (!isAtEnd) expect(cancel).toHaveBeenCalledOnce()
})

test('as much as it may be is not too much', async () => {
  expect(await read(body(['x'.repeat(1024 * 1024)]).stream)).toHaveLength(1024 * 1024)
})

test('silence counts from chunk to chunk, and not before the first one', async () => {
  const clock = new FakeClock()
  const { stream, cancel } = body(['first'], true)
  const reader = boundedBody(stream, 'http://there', { ...bounds, clock }).getReader()
  expect(await reader.read()).toMatchObject({ done: false })
  expect(clock.waiting).toEqual([])
  const next = reader.read().catch((caught: unknown) => caught)
  await settle()
  expect(clock.waiting).toEqual([30_000])
  await clock.advance(30_000)
  expect(await next).toBeInstanceOf(ModelTimeoutError)
  expect(cancel).toHaveBeenCalledOnce()
})
