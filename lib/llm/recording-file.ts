import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ModelRecordingError } from '../contract/errors.ts'
import { usageSchema } from '../contract/model.ts'
import type { ChatOrder } from '../contract/ports/model.ts'

export const recordingHeadSchema = z.object({
  format: z.literal('ouroboros-model-recording'),
  version: z.literal(1),
  provider: z.string(),
  model: z.string(),
  recordedAt: z.string(),
})
export type RecordingHead = z.infer<typeof recordingHeadSchema>

/** An end of its own, or the stable code of what went wrong; `stopped` where whoever asked did not want to know. */
export const recordedCallSchema = z.object({
  /** sha256 of the messages and the schema. */
  question: z.string().regex(/^[0-9a-f]{64}$/),
  /** With the time since the question, ms. */
  pieces: z.array(z.tuple([z.number().min(0), z.string()])),
  end: z
    .object({
      finish: z.enum(['stop', 'length', 'other']),
      usage: usageSchema.nullable(),
      firstTokenMs: z.number().nullable(),
      ms: z.number().min(0),
      requests: z.number().int(),
    })
    .optional(),
  error: z.object({ code: z.string(), message: z.string(), ms: z.number().min(0) }).optional(),
}).refine(({ end, error }) => (end === undefined) !== (error === undefined), 'a call has an end or an error')
export type RecordedCall = z.infer<typeof recordedCallSchema>

/** Seed and limits are left out: they do not change what is asked. */
export function hashQuestion({ messages, schema }: Pick<ChatOrder, 'messages' | 'schema'>): string {
  const asked = { messages: messages.map(({ role, text }) => ({ role, text })), schema: schema ?? null }
  return createHash('sha256').update(JSON.stringify(asked, sortKeys)).digest('hex')
}

/** The same schema may be written in any order. */
function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** @throws ModelRecordingError that names the line */
export function readRecording(text: string, path: string): { head: RecordingHead; calls: RecordedCall[] } {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const [first = '', ...rest] = lines
  return {
    head: readLine(first, recordingHeadSchema, path, 1),
    calls: rest.map((line, index) => readLine(line, recordedCallSchema, path, index + 2)),
  }
}

function readLine<T>(line: string, schema: z.ZodType<T>, path: string, number: number): T {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    throw new ModelRecordingError(`${path} is broken in line ${number}: that is no JSON`)
  }
  const read = schema.safeParse(json)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new ModelRecordingError(`${path} is broken in line ${number}: ${issue?.path.join('.') || 'the line'} is not what a recording has there`)
}
