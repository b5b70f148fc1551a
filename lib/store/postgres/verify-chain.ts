import type { ChainReport } from '../../contract/chain.ts'
import { chainHash, genesisHash } from '../hash-chain.ts'
import type { EventRow } from '../sqlite/event-row.ts'
import type { Session } from './database.ts'

/** Rows that are fetched at a time. */
const pageRows = 1_000

/**
 * Walks the chain where it is kept, over a cursor in one transaction, so that a writer at work does not look like damage.
 * @param onPage how many of how many events were looked at
 */
export async function verifyChain(session: Session, onPage: (done: number, all: number) => void = () => undefined): Promise<ChainReport> {
  await session.batch(`
    begin isolation level repeatable read read only;
    declare chain no scroll cursor for select seq, at, epoch, core, kind, organism, incident, data, hash from ouroboros.events order by seq`)
  try {
    const [tip] = await session.rows<{ head: number }>('select head from ouroboros.lease')
    const written = tip?.head ?? 0
    const report: ChainReport = { events: 0, from: null, to: null, broken: null }
    const breaksAt = (seq: number, what: string): ChainReport => ({ ...report, broken: { seq, what } })
    let hash = genesisHash
    for (;;) {
      const rows = await session.rows<EventRow>(`fetch ${pageRows} from chain`)
      for (const row of rows) {
        const next = report.events + 1
        if (row.seq !== next) return breaksAt(next, `event ${next} is missing: the next one is ${row.seq}`)
        if (row.hash !== chainHash(hash, row)) return breaksAt(next, `event ${next} is not what was written: its hash does not follow from its content and the event before`)
        hash = row.hash
        report.events = next
        report.from ??= row.at
        report.to = row.at
      }
      onPage(report.events, written)
      if (rows.length < pageRows) break
    }
    const { events } = report
    return written > events ? breaksAt(events + 1, `events ${events + 1} to ${written} are missing at the end`) : report
  } finally {
    if (!session.isBroken) await session.rollback()
  }
}
