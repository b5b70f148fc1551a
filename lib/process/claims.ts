import { z } from 'zod'
import type { Json } from '../contract/json.ts'
import { failureSchema, type Failure } from '../contract/run.ts'
import { decode } from './host/wire.cjs'

/** Deeper values would let recursive code that handles them later run out of stack. */
const maxDepth = 200

const cut = (length: number) => z.string().transform((text) => text.slice(0, length))

const claimedFailureSchema = failureSchema.extend({
  name: cut(200),
  message: cut(4000),
  stack: cut(16_000),
  code: cut(100).nullable(),
  /** The file that was being compiled; parse errors only. */
  file: z.string().nullish(),
})
export type ClaimedFailure = z.infer<typeof claimedFailureSchema>

const valueSchema = z.custom<Json>((value) => value !== undefined && isShallow(value, maxDepth))

const idSchema = z.number().int()

const claimSchema = z.union([
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('loaded') }),
  z.object({ kind: z.literal('answer'), id: idSchema, failure: claimedFailureSchema }),
  z.object({ kind: z.literal('answer'), id: idSchema, value: valueSchema, state: valueSchema.optional() }),
  z.object({ kind: z.literal('failure'), failure: claimedFailureSchema }),
  z.object({ kind: z.literal('exit'), code: z.number().int() }),
])

/** What the host says on its channel. The organism lives in the same process and can say the same. */
export type Claim = z.infer<typeof claimSchema>

/** @returns null for what no host says */
export function readClaim(frame: string): Claim | null {
  try {
    return claimSchema.parse(decode(frame))
  } catch {
    return null
  }
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1))
}

/** An error that the parent itself found, in the form of the program's own. */
export const failureOf = (phase: Failure['phase'], name: string, message: string, code: string | null = null): Failure => ({
  phase, name, message: message.slice(0, 4000), stack: `${name}: ${message}`.slice(0, 16_000), code,
})
