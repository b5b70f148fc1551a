import { LedgerBrokenError } from '../../contract/errors.ts'
import type { CommandChange, CoreRow, HeartbeatRow, LeaseRow, Marks, ReplicaEvent, ReplicaNews, TrimRow } from '../sqlite/replica-news.ts'
import type { Session } from './database.ts'

/** Rows of one kind in one answer. */
const pageRows = 500

/** Which ledger it is, and how far: one row of an index each, cheap enough to ask every second. */
export async function fetchState(session: Session): Promise<Marks & { ledger: string }> {
  const [state] = await session.rows<Marks & { ledger: string }>(
    `select identity.ledger, lease.head as seq, lease.hash, lease.beat, lease.trims, coalesce((select max(change) from ouroboros.commands), 0) as commands
     from ouroboros.identity, ouroboros.lease`,
  )
  if (state === undefined) throw new LedgerBrokenError('The row that says who leads is gone from the database.')
  return state
}

/** @returns what is there and not yet at `marks`, or a page of it */
export async function fetchNews(session: Session, marks: Marks, state: Marks): Promise<ReplicaNews> {
  return {
    events: state.seq > marks.seq ? await fetchEvents(session, marks.seq) : undefined,
    commands: state.commands > marks.commands ? { since: marks.commands, rows: await fetchCommands(session, marks.commands) } : undefined,
    reign: state.beat > marks.beat ? await fetchReign(session, marks.beat) : undefined,
    trims: state.trims > marks.trims ? { since: marks.trims, rows: await fetchTrims(session, marks.trims) } : undefined,
  }
}

/** From the last one that is known, which has to be the same still. @throws LedgerBrokenError where it is gone, and later ones are not */
async function fetchEvents(session: Session, known: number): Promise<ReplicaEvent[]> {
  const rows = await session.rows<Omit<ReplicaEvent, 'attachment'> & { body: Buffer | null }>(
    `select seq, events.at, epoch, core, kind, organism, incident, data, hash, body from ouroboros.events left join ouroboros.attachments using (seq)
     where seq >= $1 order by seq limit ${pageRows}`,
    [known],
  )
  const first = Math.max(known, 1)
  const missing = rows[0]?.seq !== first ? first : rows.at(-1)?.seq === known ? known + 1 : null
  if (missing !== null) throw new LedgerBrokenError(`The ledger's hash chain does not hold: event ${missing} is missing.`)
  return rows.map(({ body, ...row }) => ({ ...row, attachment: body === null ? null : body.toString() }))
}

async function fetchCommands(session: Session, since: number): Promise<CommandChange[]> {
  return session.rows<CommandChange>(`select ${commandColumns} from ouroboros.commands where change > $1 order by change limit ${pageRows}`, [since])
}

export const commandColumns = 'place, id, kind, state, author, role, reason, created_at, request, outcome, epoch, claims, change'

/** Who leads and who is there: few rows, so all of them. */
export async function fetchReign(session: Session, since: number): Promise<NonNullable<ReplicaNews['reign']>> {
  const [held] = await session.rows<LeaseRow & { beat: number }>('select epoch, core, host, pid, born, socket, renewed_at, beat from ouroboros.lease')
  if (held === undefined) throw new LedgerBrokenError('The row that says who leads is gone from the database.')
  const { beat, ...lease } = held
  const cores = await session.rows<CoreRow>('select id, host, pid, epoch, role, started_at, heartbeat_at, lag_ms from ouroboros.cores')
  const heartbeats = await session.rows<HeartbeatRow>('select at, core, epoch, role, lag_ms from ouroboros.heartbeats where beat > $1 and beat <= $2', [since, beat])
  return { since, beat, lease, cores, heartbeats }
}

async function fetchTrims(session: Session, since: number): Promise<TrimRow[]> {
  return session.rows<TrimRow>('select trim, up_to as "upTo", before_ms as "beforeMs", through from ouroboros.trims where trim > $1 order by trim', [since])
}
