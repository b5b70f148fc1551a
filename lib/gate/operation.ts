import { z } from 'zod'
import type { Needed } from '../contract/access.ts'
import type { Lab } from './lab.ts'
import type { RefusalCode } from './problem.ts'

/** What an operation answers when it goes well: JSON of a schema, else the media type of a Response that it makes itself. */
export type Answer = { status: 200 | 202; schema: z.ZodType } | { status: 200; mediaType: string }

/**
 * One method on one address: what it takes, what it answers, how. The same object checks requests and describes
 * them in /api/openapi.json, so neither can drift from the other.
 */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With parameters as in OpenAPI: /api/organisms/{id}. */
  path: `/${string}`
  /** Who may do it. There is no default, so that nobody can forget it. */
  role: Needed
  summary: string
  params: z.ZodObject
  query: z.ZodObject
  /** null: none is read. */
  body: z.ZodType | 'archive' | null
  answer: Answer
  /** Besides those that every request may meet. */
  refusals: readonly RefusalCode[]
  handle: (input: { params: unknown; query: unknown; body: unknown }, lab: Lab) => unknown
}

const nothing = z.strictObject({})
type Nothing = typeof nothing

type BodyOf<B> = B extends z.ZodType ? z.output<B> : B extends 'archive' ? Uint8Array : undefined
type Given<A> = A extends { schema: infer S extends z.ZodType } ? z.input<S> | Response : Response

export function operation<const A extends Answer, P extends z.ZodObject = Nothing, Q extends z.ZodObject = Nothing, B extends z.ZodType | 'archive' | null = null>(definition: {
  method: Operation['method']
  path: Operation['path']
  role: Needed
  summary: string
  params?: P
  query?: Q
  body?: B
  answer: A
  refusals?: readonly RefusalCode[]
  handle: (input: { params: z.output<P>; query: z.output<Q>; body: BodyOf<B> }, lab: Lab) => Given<A> | Promise<Given<A>>
}): Operation {
  return {
    ...definition,
    params: definition.params ?? nothing,
    query: definition.query ?? nothing,
    body: definition.body ?? null,
    refusals: definition.refusals ?? [],
    // Only `answerWith` calls it, with what these very schemas let through.
    handle: definition.handle as Operation['handle'],
  }
}
