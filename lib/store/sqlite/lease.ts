import type { Database } from 'better-sqlite3'
import { LeaseTakenError } from '../../contract/errors.ts'
import type { Claimant, Lease } from '../../contract/ports/store.ts'

/**
 * One row says who may write: the core that raised the epoch last. Every transaction of a core asks it first, under the
 * write lock, so an older core that wakes up late writes nothing. It does not guarantee that the older core has noticed.
 * For inside a transaction.
 * @param over the epoch that was seen to end; left out: whichever it is
 * @throws LeaseTakenError
 */
export function takeLease(db: Database, claimant: Claimant, over: number | undefined, now: number): number {
  const seen = prepareEpoch(db)() ?? 0
  if (over !== undefined && over !== seen) throw new LeaseTakenError(`Epoch ${over} is long over: another core leads in epoch ${seen}.`)
  const epoch = seen + 1
  const { core, host, pid, born, socket } = claimant
  db.prepare('insert or replace into lease (one, epoch, core, host, pid, born, socket, renewed_at) values (1, ?, ?, ?, ?, ?, ?, ?)').run(epoch, core, host, pid, born, socket, now)
  db.prepare(`insert or replace into cores (id, host, pid, epoch, role, started_at, heartbeat_at) values (?, ?, ?, ?, 'active', ?, ?)`).run(core, host, pid, epoch, now, now)
  return epoch
}

/** The epoch that may write now. */
export function prepareEpoch(db: Database): () => number | undefined {
  const read = db.prepare<[], number>('select epoch from lease').pluck()
  return () => read.get()
}

/** @returns null where nobody has ever led */
export function readLease(db: Database): { lease: Lease; renewedAt: number } | null {
  const row = db.prepare<[], Lease & { renewedAt: number }>('select epoch, core, host, pid, born, socket, renewed_at as renewedAt from lease').get()
  if (row === undefined) return null
  const { renewedAt, ...lease } = row
  return { lease, renewedAt }
}
