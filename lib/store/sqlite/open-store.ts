import { LedgerUnavailableError } from '../../contract/errors.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Store } from '../../contract/ports/store.ts'
import { connectReader } from './connect.ts'
import { LazyConnection } from './lazy-connection.ts'
import { asLedgerFailure } from './ledger-failure.ts'
import { readLease } from './lease.ts'
import { openDesk } from './open-desk.ts'
import { openLedger } from './open-ledger.ts'
import { openReaders } from './open-readers.ts'

/** A core that was killed inside a write transaction holds the lock until the kernel has taken it apart, ms. */
const dyingMs = 150
const retryMs = 2

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
    lead: async ({ claimant, ...claim }) => {
      for (const until = clock.mono() + dyingMs; ; await clock.sleep(retryMs)) {
        try {
          return openLedger({ path, clock, ...claimant, ...claim })
        } catch (error) {
          if (!(error instanceof LedgerUnavailableError) || clock.mono() > until) throw error
        }
      }
    },
    close: async () => {
      readers.close()
      desk.close()
      lease.close()
    },
  }
}
