import type { Heartbeat } from '../../contract/ports/ledger.ts'
import { keptHeartbeatsMs } from '../sqlite/heartbeats.ts'
import type { Transaction } from './transaction.ts'

/** Of the leading core and of those that it hears. Their times are the core's, as in every ledger; the lease's is the database's. */
export async function writeHeartbeats(transaction: Transaction, leader: { core: string; epoch: number }, others: readonly Heartbeat[], now: number): Promise<void> {
  const { session } = transaction
  const beat = transaction.beat()
  const keep = async (core: string, epoch: number, role: string, lagMs: number | null): Promise<void> => {
    await session.run(
      `insert into ouroboros.heartbeats (at, core, epoch, role, lag_ms, beat) values ($1, $2, $3, $4, $5, $6)
       on conflict (at, core) do update set epoch = excluded.epoch, role = excluded.role, lag_ms = excluded.lag_ms, beat = excluded.beat`,
      [now, core, epoch, role, lagMs, beat],
    )
  }
  await session.run('update ouroboros.cores set heartbeat_at = $1 where id = $2', [now, leader.core])
  await keep(leader.core, leader.epoch, 'active', null)
  for (const { core, host, pid, startedAt, heardAt, lagMs } of others) {
    await session.run(
      `insert into ouroboros.cores (id, host, pid, epoch, role, started_at, heartbeat_at, lag_ms) values ($1, $2, $3, 0, 'standby', $4, $5, $6)
       on conflict (id) do update set host = excluded.host, pid = excluded.pid, epoch = 0, role = excluded.role, started_at = excluded.started_at, heartbeat_at = excluded.heartbeat_at, lag_ms = excluded.lag_ms`,
      [core, host, pid, Math.round(startedAt), Math.round(heardAt), lagMs],
    )
    await keep(core, 0, 'standby', lagMs)
  }
  await session.run('delete from ouroboros.heartbeats where at < $1', [now - keptHeartbeatsMs])
}
