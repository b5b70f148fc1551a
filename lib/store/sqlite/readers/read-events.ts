import type { LedgerEvent } from '../../../contract/event.ts'
import type { EventQuery, LedgerReader } from '../../../contract/ports/ledger.ts'
import { chainHash, genesisHash } from '../../hash-chain.ts'
import { eventColumns, eventOf, type EventRow } from '../event-row.ts'
import type { LazyConnection } from '../lazy-connection.ts'
import { readProgress } from '../projections/projections.ts'

/** Kinds that the index of rare kinds leaves out. */
const commonKinds: readonly string[] = ['pulse-end', 'log-chunk']

export function readEvents(ledger: LazyConnection, query: EventQuery): LedgerEvent[] {
  const terms = ['seq > ?']
  const values: (string | number)[] = [query.after ?? 0]
  const where = (column: string, value: string | undefined) => {
    if (value === undefined) return
    terms.push(`${column} = ?`)
    values.push(value)
  }
  where('organism', query.organism)
  where('incident', query.incident)
  if (query.kinds !== undefined) {
    terms.push(`kind in (${query.kinds.map(() => '?').join(', ')})`)
    values.push(...query.kinds)
    // Said in the index's own words, without which SQLite would not use it.
    if (!query.kinds.some((kind) => commonKinds.includes(kind))) terms.push(`kind not in ('pulse-end', 'log-chunk')`)
  }
  const sql = `select ${eventColumns} from events where ${terms.join(' and ')} order by seq limit ?`
  return ledger.all<EventRow>(sql, ...values, query.limit).map(eventOf)
}

export function readHead(ledger: LazyConnection): number {
  return ledger.get<{ head: number | null }>('select max(seq) as head from events')?.head ?? 0
}

/** Reads every row once, in one transaction, so that a writer at work does not look like damage. */
export function verifyChain({ db }: LazyConnection): ReturnType<LedgerReader['verify']> {
  if (db === null) return null
  const walk = db.transaction(() => {
    let seq = 0
    let hash = genesisHash
    for (const row of db.prepare<[], EventRow>(`select ${eventColumns} from events order by seq`).iterate()) {
      if (row.seq !== seq + 1) return { seq: seq + 1, what: `event ${seq + 1} is missing: the next one is ${row.seq}` }
      if (row.hash !== chainHash(hash, row)) return { seq: row.seq, what: `event ${row.seq} is not what was written: its hash does not follow from its content and the event before` }
      ;({ seq, hash } = row)
    }
    const { seq: written } = readProgress(db)
    return written > seq ? { seq: seq + 1, what: `events ${seq + 1} to ${written} are missing at the end` } : null
  })
  return walk.deferred()
}
