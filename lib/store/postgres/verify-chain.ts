import { chainHash, genesisHash } from '../hash-chain.ts'
import type { EventRow } from '../sqlite/event-row.ts'
import type { Session } from './database.ts'

/** Rows that are fetched at a time. */
const pageRows = 1_000

/**
 * Walks the chain where it is kept, over a cursor in one transaction, so that a writer at work does not look like damage.
 * @returns null where it holds, else the first seq at which it breaks and how
 */
export async function verifyChain(session: Session): Promise<{ seq: number; what: string } | null> {
  await session.batch(`
    begin isolation level repeatable read read only;
    declare chain no scroll cursor for select seq, at, epoch, core, kind, organism, incident, data, hash from ouroboros.events order by seq`)
  try {
    const [tip] = await session.rows<{ head: number }>('select head from ouroboros.lease')
    let seq = 0
    let hash = genesisHash
    for (;;) {
      const rows = await session.rows<EventRow>(`fetch ${pageRows} from chain`)
      for (const row of rows) {
        if (row.seq !== seq + 1) return { seq: seq + 1, what: `event ${seq + 1} is missing: the next one is ${row.seq}` }
        if (row.hash !== chainHash(hash, row)) return { seq: row.seq, what: `event ${row.seq} is not what was written: its hash does not follow from its content and the event before` }
        ;({ seq, hash } = row)
      }
      if (rows.length < pageRows) break
    }
    const written = tip?.head ?? 0
    return written > seq ? { seq: seq + 1, what: `events ${seq + 1} to ${written} are missing at the end` } : null
  } finally {
    if (!session.isBroken) await session.rollback()
  }
}
