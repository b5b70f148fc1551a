import type { Clock } from '../../contract/ports/clock.ts'
import type { Store } from '../../contract/ports/store.ts'
import { connectReader } from './connect.ts'
import { LazyConnection } from './lazy-connection.ts'
import { asLedgerFailure } from './ledger-failure.ts'
import { readLease } from './lease.ts'
import { openDesk } from './open-desk.ts'
import { openLedger } from './open-ledger.ts'
import { openReaders } from './open-readers.ts'

/** The ledger in a file of this machine. */
export function openSqliteStore(path: string, clock: Clock): Store {
  const readers = openReaders(path, clock)
  const desk = openDesk(path, clock)
  const lease = new LazyConnection(path, connectReader)
  return {
    // Whoever uses a data folder holds its lock.
    isShared: false,
    readingPath: path,
    readers, desk,
    lease: async () => {
      const found = asLedgerFailure(() => (lease.db === null ? null : readLease(lease.db)))
      return found && { lease: found.lease, ageMs: clock.now() - found.renewedAt }
    },
    lead: async ({ claimant, ...claim }) => openLedger({ path, clock, ...claimant, ...claim }),
    verify: async () => readers.verify(),
    close: async () => {
      readers.close()
      desk.close()
      lease.close()
    },
  }
}
