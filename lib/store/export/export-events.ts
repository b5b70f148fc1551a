import { stringify } from 'csv-stringify/sync'
import type { EventKind, LedgerEvent } from '../../contract/event.ts'
import type { LedgerReader } from '../../contract/ports/ledger.ts'
import { encodeJson } from '../lossless-json.ts'

export const exportFormats = ['ndjson', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]
export const exportMediaTypes = { ndjson: 'application/x-ndjson', csv: 'text/csv' } as const satisfies Record<ExportFormat, string>

/** Events a piece: some milliseconds of reading, and never the whole ledger in memory. */
const pieceEvents = 500

export interface ExportOrder {
  format: ExportFormat
  /** A seq: only what comes after it. */
  after?: number | undefined
  organism?: string | undefined
  kinds?: EventKind[] | undefined
  /** Wall clock, ms: only what was written then or later. */
  since?: number | undefined
}

/** Text that follows on the piece before, and how many events it holds. */
export interface ExportPiece { text: string; events: number }

/**
 * The events that an order means as text, oldest first, up to the newest one of the moment when it begins: an export
 * has an end. Read as it is asked for, piece by piece; a piece may be empty.
 */
export function* exportEvents(reader: Pick<LedgerReader, 'events' | 'head'>, { format, after = 0, organism, kinds, since = -Infinity }: ExportOrder): Generator<ExportPiece, void, void> {
  const head = reader.head()
  if (format === 'csv') yield { text: csv([columns]), events: 0 }
  for (let last = after; last < head;) {
    const events = reader.events({ after: last, limit: pieceEvents, ...(organism !== undefined && { organism }), ...(kinds !== undefined && { kinds }) })
    const wanted = events.filter(({ seq, at }) => seq <= head && at >= since)
    yield { text: textOf[format](wanted), events: wanted.length }
    last = events.length < pieceEvents ? head : (events.at(-1)?.seq ?? head)
  }
}

const textOf: Record<ExportFormat, (events: readonly LedgerEvent[]) => string> = {
  ndjson: (events) => events.map(lineOf).join(''),
  csv: (events) => csv(events.map(({ seq, at, epoch, core, kind, organism, incident, data, hash }) => [seq, at, instant(at), epoch, core, kind, organism, incident, encodeJson(data), hash])),
}

/** The data is the text that was hashed, numbers too that JSON has no word for: whoever has the lines can compute the chain. */
const lineOf = ({ data, hash, ...head }: LedgerEvent): string => `${JSON.stringify(head).slice(0, -1)},"data":${encodeJson(data)},"hash":${JSON.stringify(hash)}}\n`

const columns = ['seq', 'at', 'time', 'epoch', 'core', 'kind', 'organism', 'incident', 'data', 'hash']

/**
 * RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it. Every line break is quoted:
 * left to itself the library quotes whole delimiters alone, and what follows a bare one would be a row of its own.
 */
const csv = (rows: (string | number | null)[][]): string => stringify(rows, { escape_formulas: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ })

/** Empty where no calendar has such a day. */
const instant = (at: number): string => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : '')
