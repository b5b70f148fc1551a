import { realpathSync, statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import type { LedgerSizes } from '../../../contract/ports/ledger-sizes.ts'
import type { LazyConnection } from '../lazy-connection.ts'

/** So many seqs are summed at a time. What lies deep in the past changes only by being trimmed, from its beginning on. */
const stretch = 4_096

interface Sum { count: number; bytes: number }

/** @returns how much there is now; each time only what has changed since the last call is looked at */
export function prepareSizes(ledger: LazyConnection): () => LedgerSizes {
  const sums = new Map<number, Sum>()
  /** The last stretch there was: it has grown since. */
  let newest = 0

  function attachments(): Sum {
    // Two questions: SQLite answers both of one at once by reading everything.
    const edge = ledger.get<{ first: number | null; last: number | null }>('select (select min(seq) from attachments) as first, (select max(seq) from attachments) as last')
    if (edge?.first == null || edge.last == null) return { count: 0, bytes: 0 }
    const [oldest, last] = [Math.floor(edge.first / stretch), Math.floor(edge.last / stretch)]
    for (const known of sums.keys()) if (known <= oldest) sums.delete(known)
    for (let at = oldest; at <= last; at += 1) if (at >= newest || !sums.has(at)) sums.set(at, sum(ledger, at))
    newest = last
    return sums.values().reduce((all, each) => ({ count: all.count + each.count, bytes: all.bytes + each.bytes }), { count: 0, bytes: 0 })
  }

  return () => {
    const { db } = ledger
    if (db === null) return { bytes: 0, attachments: { count: 0, bytes: 0 }, commands: { open: 0, oldestAt: null } }
    // In the words of the index of open commands, without which SQLite would not use it.
    const commands = ledger.get<LedgerSizes['commands']>(`select count(*) as open, min(created_at) as oldestAt from commands where state in ('queued', 'claimed')`)
    return { bytes: fileBytes(db), attachments: attachments(), commands: commands ?? { open: 0, oldestAt: null } }
  }
}

const sum = (ledger: LazyConnection, at: number): Sum =>
  ledger.get<Sum>('select count(*) as count, coalesce(sum(bytes), 0) as bytes from attachments where seq >= ? and seq < ?', at * stretch, (at + 1) * stretch) ?? { count: 0, bytes: 0 }

function fileBytes(db: Database): number {
  const pages = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  return pages + (statSync(`${realpathSync(db.name)}-wal`, { throwIfNoEntry: false })?.size ?? 0)
}
