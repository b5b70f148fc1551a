import type { Connections } from './database.ts'
import { migrate } from './migrate.ts'

/** The tables, brought up to date by whoever asks first; where that failed, by the next one. */
export interface Schema {
  /** @throws ConfigError where a newer Ouroboros has been here, or the database cannot hold a ledger; LedgerUnavailableError */
  ready: () => Promise<void>
  /** Somebody has removed them. */
  forget: () => void
}

export function openSchema(connections: Connections): Schema {
  let prepared: Promise<void> | null = null
  const forget = (): void => {
    prepared = null
  }
  return {
    ready: () => (prepared ??= connections.use((session) => migrate(session)).catch((error: unknown) => {
      forget()
      throw error
    })),
    forget,
  }
}
