import type { z } from 'zod'
import type { injectionListSchema, injectionRowSchema } from '../../../contract/settings-list.ts'
import type { EventKind, EventOf } from '../../../contract/event.ts'
import type { Readers } from '../../../contract/ports/readers.ts'
import { eventColumns, eventOf, type EventRow } from '../event-row.ts'
import type { LazyConnection } from '../lazy-connection.ts'
import { readIncident } from './read-incidents.ts'

type Injection = z.infer<typeof injectionRowSchema>
type Query = Parameters<Readers['injections']>[0]

/** So many are looked through for a page, whatever the filter lets through. */
const mostLookedAt = 2_000
// In the index's own words, without which SQLite would not use it.
const rare = `kind not in ('pulse-end', 'log-chunk')`

/** Read from the events themselves, newest first: what a fault came to was told within a few events of its organism. */
export function readInjections(ledger: LazyConnection, { organism, fault, end, before, limit }: Query): z.infer<typeof injectionListSchema> {
  const injections: Injection[] = []
  let seq = before ?? Number.MAX_SAFE_INTEGER
  for (let looked = 0; looked < mostLookedAt; ) {
    const page = readPrepared(ledger, { organism, fault, before: seq, limit: Math.min(200, mostLookedAt - looked) })
    for (const row of page) {
      const injection = whole(ledger, row)
      seq = row.seq
      if (end !== undefined && (injection.end ?? 'running') !== end) continue
      injections.push(injection)
      if (injections.length === limit) return { injections, before: seq }
    }
    if (page.length === 0) return { injections, before: null }
    looked += page.length
  }
  return { injections, before: seq }
}

function readPrepared(ledger: LazyConnection, { organism, fault, before, limit }: { organism: string | undefined; fault: string | undefined; before: number; limit: number }): EventOf<'fault-prepare'>[] {
  const terms = [`kind = 'fault-prepare'`, rare, 'seq < ?']
  const values: (string | number)[] = [before]
  if (organism !== undefined) {
    terms.push('organism = ?')
    values.push(organism)
  }
  if (fault !== undefined) {
    terms.push(`data ->> 'fault' = ?`)
    values.push(fault)
  }
  return ledger.all<EventRow>(`select ${eventColumns} from events where ${terms.join(' and ')} order by seq desc limit ?`, ...values, limit)
    .map((row) => eventOf(row) as EventOf<'fault-prepare'>)
}

function whole(ledger: LazyConnection, { seq, at, organism, data: { undo: _undo, injection: id, ...said } }: EventOf<'fault-prepare'>): Injection {
  const next = <K extends EventKind>(kind: K, field: 'injection' | 'fault', until: number): EventOf<K> | null => {
    const row = ledger.get<EventRow>(
      `select ${eventColumns} from events where kind = ? and ${rare} and organism is ? and seq > ? and seq < ? and data ->> '${field}' = ? order by seq limit 1`,
      kind, organism, seq, until, id,
    )
    return row === undefined ? null : (eventOf(row) as EventOf<K>)
  }
  const ended = next('fault-end', 'injection', Number.MAX_SAFE_INTEGER)
  const until = ended?.seq ?? Number.MAX_SAFE_INTEGER
  const opened = next('incident-open', 'fault', until)
  const incident = opened?.incident == null ? null : readIncident(ledger, opened.incident)
  return {
    seq, id, organism: organism ?? '', ...said, preparedAt: at, injectedAt: next('fault-inject', 'injection', until)?.at ?? null,
    end: ended?.data.end ?? null, endedAt: ended?.at ?? null, why: ended?.data.why ?? null,
    incident: incident === null ? null : { id: incident.id, end: incident.end, healMs: incident.healMs },
  }
}
