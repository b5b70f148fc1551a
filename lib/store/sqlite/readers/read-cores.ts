import type { z } from 'zod'
import type { coreListSchema, heartbeatListSchema } from '../../../contract/api.ts'
import type { Readers } from '../../../contract/ports/readers.ts'
import type { LazyConnection } from '../lazy-connection.ts'

type CoreRow = z.infer<typeof coreListSchema>['cores'][number]

/** A core that has not been heard for so long is shown as dead. What may write is decided by the epoch alone. */
const silentMs = 10_000

interface Row { id: string; host: string; pid: number; epoch: number; startedAt: number; heartbeatAt: number; lagMs: number | null; isStandby: number; leads: number }

/** Who leads is the first. */
export function readCores(ledger: LazyConnection, now: number): CoreRow[] {
  return ledger
    .all<Row>(
      `select id, cores.host, cores.pid, cores.epoch, started_at as startedAt, heartbeat_at as heartbeatAt, lag_ms as lagMs,
         role = 'standby' as isStandby, lease.epoch = cores.epoch as leads
       from cores, lease order by leads desc, id`,
    )
    .map(({ isStandby, leads, ...core }) => ({ ...core, role: now - core.heartbeatAt >= silentMs ? 'dead' : leads === 1 ? 'active' : isStandby === 1 ? 'standby' : 'dead' }))
}

export function readHeartbeats(ledger: LazyConnection, { core, limit }: Parameters<Readers['heartbeats']>[0]): z.infer<typeof heartbeatListSchema>['heartbeats'] {
  return ledger
    .all<z.infer<typeof heartbeatListSchema>['heartbeats'][number]>(
      `select core, at, epoch, role, lag_ms as lagMs from heartbeats ${core === undefined ? '' : 'where core = ?'} order by at desc, core desc limit ?`,
      ...(core === undefined ? [limit] : [core, limit]),
    )
    .reverse()
}
