import { z } from 'zod'
import { chainAnswer, chainAnswerSchema } from '../../contract/chain.ts'
import { LedgerUnavailableError } from '../../contract/errors.ts'
import { organismIdSchema } from '../../contract/organism.ts'
import { exportEvents, exportFormats, exportMediaTypes, type ExportPiece } from '../../store/export/export-events.ts'
import { operation } from '../operation.ts'
import { knownOrganism, readKinds, seqSchema } from './parts.ts'

export const exportEventList = operation({
  method: 'GET', path: '/api/ledger/export', role: 'viewer', summary: 'Events up to now, oldest first, as NDJSON or as CSV that is safe in spreadsheets; kinds is a list with commas',
  query: z.strictObject({ format: z.enum(exportFormats).default('ndjson'), organism: organismIdSchema.optional(), kinds: z.string().max(2_000).optional(), after: seqSchema.default(0) }),
  answer: { status: 200, mediaType: 'application/x-ndjson' },
  refusals: ['organism-unknown', 'core-down', 'ledger-unavailable'],
  handle: ({ query: { format, organism, kinds, after } }, lab) => {
    if (organism !== undefined) knownOrganism(lab, organism)
    const pieces = exportEvents(lab.readers, { format, organism, after, kinds: kinds === undefined ? undefined : readKinds(kinds) })
    return new Response(streamOf(pieces), {
      headers: {
        'content-type': `${exportMediaTypes[format]}; charset=utf-8`, 'cache-control': 'no-store',
        'content-disposition': `attachment; filename="ouroboros-${new Date(lab.now()).toISOString().slice(0, 19).replaceAll(':', '-')}.${format}"`,
      },
    })
  },
})

/** Read as fast as it is taken: who reads slowly holds one piece in memory, and who goes away reads no further. */
function streamOf(pieces: Iterator<ExportPiece, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull(stream) {
      const { value, done } = pieces.next()
      if (done) stream.close()
      else stream.enqueue(encoder.encode(value.text))
    },
  }, { highWaterMark: 1 })
}

export const verifyLedger = operation({
  method: 'POST', path: '/api/ledger/verify', role: 'operator', summary: 'Walks the whole hash chain, which takes some seconds where there are millions of events: whether it holds, else where it breaks and how',
  answer: { status: 200, schema: chainAnswerSchema },
  refusals: ['ledger-unavailable', 'ledger-broken'],
  handle: async (_input, lab) => {
    const started = performance.now()
    const report = await lab.walkChain()
    if (report === null) throw new LedgerUnavailableError('There is no ledger yet: the core that makes it has not started.')
    return chainAnswer(report, performance.now() - started)
  },
})
