import type { Database } from 'better-sqlite3'
import type { Heartbeat } from '../../contract/ports/ledger.ts'

/** For so long heartbeats are kept, ms. */
export const keptHeartbeatsMs = 3_600_000

/** Of the leading core and of those that it hears. For inside a transaction. */
export function prepareHeartbeats(db: Database, leader: { core: string; epoch: number }): (now: number, others: readonly Heartbeat[]) => void {
  const renew = db.prepare('update lease set renewed_at = ?')
  const own = db.prepare('update cores set heartbeat_at = ? where id = ?')
  const other = db.prepare(
    `insert or replace into cores (id, host, pid, epoch, role, started_at, heartbeat_at, lag_ms) values (?, ?, ?, 0, 'standby', ?, ?, ?)`,
  )
  const keep = db.prepare('insert or replace into heartbeats (at, core, epoch, role, lag_ms) values (?, ?, ?, ?, ?)')
  const forget = db.prepare('delete from heartbeats where at < ?')
  return (now, others) => {
    renew.run(now)
    own.run(now, leader.core)
    keep.run(now, leader.core, leader.epoch, 'active', null)
    for (const { core, host, pid, startedAt, heardAt, lagMs } of others) {
      other.run(core, host, pid, Math.round(startedAt), Math.round(heardAt), lagMs)
      keep.run(now, core, 0, 'standby', lagMs)
    }
    forget.run(now - keptHeartbeatsMs)
  }
}
