import type { LedgerEvent } from '../../contract/event.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'

/** Events a piece: some milliseconds of reading, so that others are answered in between. */
const pieceEvents = 500

export const exportLedger = operation({
  method: 'GET', path: '/api/export', role: 'viewer', summary: 'The whole ledger up to now, oldest first, one event a line; each hash follows from the one before',
  answer: { status: 200, mediaType: 'application/x-ndjson' },
  refusals: ['ledger-unavailable'],
  handle: (_input, lab) => new Response(ledgerLines(lab), {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store',
      'content-disposition': `attachment; filename="ouroboros-${new Date(lab.now()).toISOString().slice(0, 19).replaceAll(':', '-')}.ndjson"`,
    },
  }),
})

/** Read as fast as it is taken, and no further than the head of this moment: an export has an end. */
function ledgerLines({ readers }: Pick<Lab, 'readers'>): ReadableStream<Uint8Array> {
  const head = readers.head()
  const encoder = new TextEncoder()
  let after = 0
  return new ReadableStream({
    pull(stream) {
      const events: LedgerEvent[] = readers.events({ after, limit: pieceEvents }).filter(({ seq }) => seq <= head)
      after = events.at(-1)?.seq ?? head
      if (events.length > 0) stream.enqueue(encoder.encode(events.map((event) => `${JSON.stringify(event)}\n`).join('')))
      if (after >= head) stream.close()
    },
  }, { highWaterMark: 1 })
}
