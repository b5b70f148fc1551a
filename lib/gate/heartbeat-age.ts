import { OuroborosError } from '../contract/errors.ts'
import type { Readers } from '../contract/ports/readers.ts'

/** @returns ms since that core's last heartbeat; null where it has none yet, or where the ledger cannot be read now, which says nothing of the core */
export function heartbeatAge(readers: Pick<Readers, 'cores'>, pid: number, now: number): number | null {
  try {
    const beat = readers.cores().find((core) => core.pid === pid)?.heartbeatAt
    return beat === undefined ? null : now - beat
  } catch (error) {
    if (error instanceof OuroborosError) return null
    throw error
  }
}
