import type { z } from 'zod'
import type { coreListSchema } from '../../../contract/api.ts'
import type { LazyConnection } from '../lazy-connection.ts'

type CoreRow = z.infer<typeof coreListSchema>['cores'][number]

/** A core that has not been heard for so long is shown as dead. What may write is decided by the epoch alone. */
const silentMs = 10_000

interface Row { id: string; pid: number; epoch: number; startedAt: number; heartbeatAt: number; leads: number }

export function readCores(ledger: LazyConnection, now: number): CoreRow[] {
  return ledger
    .all<Row>(
      `select id, pid, cores.epoch, started_at as startedAt, heartbeat_at as heartbeatAt, lease.epoch = cores.epoch as leads
       from cores, lease order by cores.epoch desc`,
    )
    .map(({ leads, ...core }) => ({ ...core, role: leads === 1 && now - core.heartbeatAt < silentMs ? 'active' : 'dead' }))
}
