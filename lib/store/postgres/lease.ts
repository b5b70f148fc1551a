import { LeaseTakenError, LedgerBrokenError } from '../../contract/errors.ts'
import type { Claimant, Lease } from '../../contract/ports/store.ts'
import type { Session } from './database.ts'
import { assertKnown } from './migrate.ts'

/** The database's own clock, ms: cores of two hosts need not agree on the time. Not `now()`, which is when the transaction began. */
const nowMs = `(extract(epoch from clock_timestamp()) * 1000)::bigint`

/** The lease row, locked: nobody else writes as a core until this transaction ends. */
export interface HeldLease { epoch: number; head: number; hash: string; beat: number; trims: number }

/**
 * Begins a transaction and waits for its turn. Two things make an older core's write impossible after a newer one's:
 * the row is locked until the commit, and, at `read committed`, what is read of a row after a wait for its lock is its
 * newest state, not the one of when the statement began (which holds for the row that is locked alone: nothing else may
 * be read in this statement).
 */
export async function beginUnderLease(session: Session): Promise<HeldLease> {
  const [, locked, schema] = await session.batch(`
    begin isolation level read committed;
    select epoch, head, hash, beat, trims from ouroboros.lease for update;
    select version from ouroboros.schema_version`)
  assertKnown(Number(schema?.rows[0]?.version))
  const held = locked?.rows[0] as HeldLease | undefined
  if (held === undefined) throw new LedgerBrokenError('The row that says who leads is gone from the database.')
  return held
}

/** @returns null where nobody has ever led */
export async function readLease(session: Session): Promise<{ lease: Lease; ageMs: number } | null> {
  const [row] = await session.rows<Lease & { ageMs: number }>(
    `select epoch, core, host, pid, born, socket, greatest(0, ${nowMs} - renewed_at) as "ageMs" from ouroboros.lease where epoch > 0`,
  )
  if (row === undefined) return null
  const { ageMs, ...lease } = row
  return { lease, ageMs }
}

/**
 * The next epoch is the claimant's. For inside a transaction that holds the lease.
 * @throws LeaseTakenError
 */
export async function takeLease(session: Session, held: HeldLease, { claimant, over, now }: { claimant: Claimant; over: number; now: number }): Promise<number> {
  if (over !== held.epoch) throw new LeaseTakenError(`Epoch ${over} is long over: another core leads in epoch ${held.epoch}.`)
  const epoch = held.epoch + 1
  const { core, host, pid, born, socket } = claimant
  await session.run(`update ouroboros.lease set epoch = $1, core = $2, host = $3, pid = $4, born = $5, socket = $6`, [epoch, core, host, pid, born, socket])
  await session.run(
    `insert into ouroboros.cores (id, host, pid, epoch, role, started_at, heartbeat_at, lag_ms) values ($1, $2, $3, $4, 'active', $5, $5, null)
     on conflict (id) do update set host = excluded.host, pid = excluded.pid, epoch = excluded.epoch, role = excluded.role, started_at = excluded.started_at, heartbeat_at = excluded.heartbeat_at, lag_ms = null`,
    [core, host, pid, epoch, now],
  )
  return epoch
}

/** Is this very claimant the one that leads in that epoch? */
export async function isLeader(session: Session, epoch: number, { core, host, pid, born }: Claimant): Promise<boolean> {
  const rows = await session.rows('select 1 from ouroboros.lease where epoch = $1 and core = $2 and host = $3 and pid = $4 and born = $5', [epoch, core, host, pid, born])
  return rows.length > 0
}

/** What has changed of it before the commit: the tip, the counters, and the time where it was a beat. */
export async function updateLease(session: Session, { head, hash, beat, trims }: Omit<HeldLease, 'epoch'>, { isRenewed, notice }: { isRenewed: boolean; notice: string }): Promise<void> {
  await session.run(
    `with tip as (update ouroboros.lease set head = $1, hash = $2, beat = $3, trims = $4, renewed_at = case when $5 then ${nowMs} else renewed_at end)
     select pg_notify('ouroboros', $6)`,
    [head, hash, beat, trims, isRenewed, notice],
  )
}
