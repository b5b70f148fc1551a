import { dirname, join } from 'node:path'
import type { Clock } from '../contract/ports/clock.ts'
import type { Store } from '../contract/ports/store.ts'
import { openPostgresStore } from './postgres/open-store.ts'
import { openSqliteStore } from './sqlite/open-store.ts'
import type { StoreLog } from './store-log.ts'

interface Place {
  /** The SQLite file; with a database, its replica is beside it. */
  ledgerPath: string
  databaseUrl: string | undefined
  clock: Clock
  log?: StoreLog
}

/** Where the ledger's events are read on this machine: the ledger itself, or the replica of one that is elsewhere. */
export const readingPath = ({ ledgerPath, databaseUrl }: Pick<Place, 'ledgerPath' | 'databaseUrl'>): string =>
  databaseUrl === undefined ? ledgerPath : join(dirname(ledgerPath), 'replica.sqlite')

/** @throws ConfigError where the database cannot be what was meant */
export async function openStore(place: Place): Promise<Store> {
  const { ledgerPath, databaseUrl, clock, log } = place
  if (databaseUrl === undefined) return openSqliteStore(ledgerPath, clock)
  return openPostgresStore({ url: databaseUrl, replicaPath: readingPath(place), clock, log })
}
