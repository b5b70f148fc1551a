import type { z } from 'zod'
import type { logPageSchema } from '../../../contract/api.ts'
import type { Readers } from '../../../contract/ports/readers.ts'
import type { LazyConnection } from '../lazy-connection.ts'

type LogPage = z.infer<typeof logPageSchema>

/** A search looks through this much text in one call at most; the page then says where to go on. */
const searchBytes = 16 * 1024 * 1024

interface AttachmentRow { seq: number; at: number; bytes: number; body: string }

/**
 * Pages end between events, for a page is asked for by seq: an event's lines come all or not at all, and a page may
 * hold more lines than its limit by one event's.
 */
export function readLog(ledger: LazyConnection, { organism, before, limit, search }: Parameters<Readers['log']>[0]): LogPage {
  const needle = search?.toLowerCase() ?? ''
  const newestFirst = ledger.statement(
    // What hangs on a search is no output of an organism, nor what a program of the machine has printed.
    `select seq, at, bytes, body from attachments where seq < ? ${organism === undefined ? '' : 'and organism = ?'}
     and (select kind from events where events.seq = attachments.seq) not in ('search-end', 'action-end') order by seq desc`,
  )
  const values = organism === undefined ? [] : [organism]
  const rows = (newestFirst?.iterate(before ?? Number.MAX_SAFE_INTEGER, ...values) ?? []) as Iterable<AttachmentRow>

  const events: LogPage['lines'][] = []
  let lines = 0
  let bytes = 0
  let oldest = 0
  for (const row of rows) {
    // Asked of the next older event, so that the last page is known to be the last.
    if (lines >= limit || bytes >= searchBytes) return { lines: events.reverse().flat(), before: oldest }
    const found = linesOf(row.body)
      .filter((text) => needle === '' || text.toLowerCase().includes(needle))
      .map((text) => ({ seq: row.seq, at: row.at, text }))
    events.push(found)
    lines += found.length
    bytes += row.bytes
    oldest = row.seq
  }
  return { lines: events.reverse().flat(), before: null }
}

/** A line break ends a line; it does not begin another. */
function linesOf(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}
