import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { z } from 'zod'
import { coreBeatSchema, type CoreFrame } from '../contract/stream.ts'
import { organismIdSchema } from '../contract/organism.ts'

const frameSchema: z.ZodType<CoreFrame> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('beat'), beat: coreBeatSchema }),
  z.object({
    type: z.literal('output'),
    batch: z.object({
      organism: organismIdSchema,
      at: z.number(),
      lines: z.array(z.object({ stream: z.enum(['stdout', 'stderr']), text: z.string() })),
      skipped: z.number().int().min(0),
    }),
  }),
  z.object({
    type: z.literal('thought'),
    batch: z.object({ call: z.string(), organism: organismIdSchema.nullable(), incident: z.string().nullable(), at: z.number(), offset: z.number().int().min(0), text: z.string() }),
  }),
])

/** Longer lines are no frame of ours: dropped while they arrive, so that they cannot fill the memory. Characters. */
const maxFrameLength = 16 * 1024 * 1024

/**
 * Reads a core's stdout, one JSON frame a line. What is no frame goes to `strange` with a beginning of it; nothing
 * that a core writes can throw here.
 */
export function readFrames(stdout: Readable, take: (frame: CoreFrame) => void, strange: (text: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let dropping = false
  stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + decoder.write(chunk)).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) {
      if (dropping) dropping = false
      else readFrame(line)
    }
    if (rest.length > maxFrameLength) {
      if (!dropping) strange(`a line of over ${maxFrameLength} characters: ${rest.slice(0, 200)}`)
      dropping = true
    }
    if (dropping) rest = ''
  })

  function readFrame(line: string): void {
    if (line.trim() === '') return
    const frame = parseFrame(line)
    if (frame) take(frame)
    else strange(line.slice(0, 200))
  }
}

function parseFrame(line: string): CoreFrame | null {
  try {
    return frameSchema.parse(JSON.parse(line))
  } catch {
    return null
  }
}
