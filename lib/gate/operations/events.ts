import { z } from 'zod'
import { isEnough } from '../../contract/access.ts'
import { logPageSchema } from '../../contract/api.ts'
import { eventKinds } from '../../contract/event.ts'
import { organismIdSchema } from '../../contract/organism.ts'
import { operation } from '../operation.ts'
import { RefusedError } from '../problem.ts'
import { limitOf, readKinds, seqSchema } from './parts.ts'

/** A row of the ledger. Its data has the shape of its kind. */
export const eventRowSchema = z.object({
  seq: z.number().int(), at: z.number(), epoch: z.number().int(), core: z.string(), kind: z.enum(eventKinds),
  organism: z.string().nullable(), incident: z.string().nullable(), data: z.looseObject({}), hash: z.string(),
})

export const listEvents = operation({
  method: 'GET', path: '/api/events', role: 'viewer', summary: 'The ledger, oldest first: page on with after = the last seq; kinds is a list with commas',
  query: z.strictObject({
    after: seqSchema.default(0), limit: limitOf(100, 1000),
    organism: organismIdSchema.optional(), incident: z.string().max(100).optional(), kinds: z.string().max(2_000).optional(),
  }),
  answer: { status: 200, schema: z.object({ events: z.array(eventRowSchema), head: z.number().int() }) },
  handle: ({ query: { after, limit, organism, incident, kinds } }, lab) => ({
    events: lab.readers.events({ after, limit, ...(organism === undefined ? {} : { organism }), ...(incident === undefined ? {} : { incident }), ...(kinds === undefined ? {} : { kinds: readKinds(kinds) }) }),
    head: lab.readers.head(),
  }),
})

export const readAttachment = operation({
  method: 'GET', path: '/api/events/{seq}/attachment', role: 'viewer', summary: 'What hangs on an event: output of a pulse, or every candidate of a search with what it died of, one a line',
  params: z.strictObject({ seq: seqSchema }),
  answer: { status: 200, mediaType: 'text/plain' },
  refusals: ['attachment-unknown', 'not-allowed'],
  handle: ({ params: { seq } }, lab) => {
    // What a program of the machine has printed is for those who may run it.
    const [event] = lab.readers.events({ after: seq - 1, limit: 1 })
    if (event?.seq === seq && event.kind === 'action-end' && !isEnough(lab.visitor.role, 'operator')) throw new RefusedError('not-allowed', 'What an outside action has printed is an operator’s to read.')
    const text = lab.readers.attachment(seq)
    if (text === null) throw new RefusedError('attachment-unknown', `Nothing hangs on event ${seq}, or its time is over.`)
    return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
  },
})

export const readLog = operation({
  method: 'GET', path: '/api/logs', role: 'viewer', summary: 'Raw output, oldest first: page back with before = the page\'s before',
  query: z.strictObject({
    organism: organismIdSchema.optional(), before: seqSchema.optional(), limit: limitOf(200, 2000), search: z.string().max(200).optional(),
  }),
  answer: { status: 200, schema: logPageSchema },
  handle: ({ query: { organism, before, limit, search } }, lab) => lab.readers.log({
    limit, ...(organism === undefined ? {} : { organism }), ...(before === undefined ? {} : { before }), ...(search === undefined ? {} : { search }),
  }),
})
