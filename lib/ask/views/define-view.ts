import type { z } from 'zod'
import type { Column, ledgerViewSchema } from '../../contract/ask.ts'

export interface LedgerView extends z.infer<typeof ledgerViewSchema> {
  /** The query that it is, over the tables of the ledger, each named as main.x. */
  sql: string
}

/** What a column is, how it is had from the tables, and what it means. */
type ColumnText = readonly [kind: Column['kind'], sql: string, about: string]

export function defineView(name: string, about: string, from: string, columns: Record<string, ColumnText>): LedgerView {
  const rows = Object.entries(columns)
  return {
    name, about,
    columns: rows.map(([column, [kind, , text]]) => ({ name: column, kind, about: text })),
    sql: `select ${rows.map(([column, [, sql]]) => `${sql} as ${column}`).join(', ')} from ${from}`,
  }
}

/** In the words of the index that leaves out the many: without them SQLite would not use it. */
export const rare = `kind not in ('pulse-end', 'log-chunk')`

/**
 * What events of some rare kinds tell, as rows to be joined by a name that is in their data. Made once for a statement:
 * the limit keeps SQLite from taking it apart, the likelihood from believing that the rows are too few for an index.
 */
export const gathered = (kinds: readonly string[], columns: string, more = ''): string =>
  `(select ${columns} from main.events where likelihood(kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}), 0.01) and ${rare} ${more} limit -1)`

/** What every view of events has. */
export const seqColumn: ColumnText = ['number', 'e.seq', 'the event in the ledger that tells of it']
export const atColumn: ColumnText = ['time', 'e.at', 'when it was told']
export const coreColumn: ColumnText = ['text', 'e.core', 'the core that told it']
