import type { LedgerReader } from '../../lib/contract/ports/ledger.ts'

const drawnId = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g

/** Every event as it was written, moments and durations included: but for hashes, and ids that are drawn, which are numbered as they come. */
export function historyOf(reader: LedgerReader): string[] {
  const names = new Map<string, string>()
  const named = (id: string): string => {
    const name = names.get(id) ?? `id ${names.size + 1}`
    names.set(id, name)
    return name
  }
  return reader.events({ limit: 1_000_000 }).map(({ hash: _hash, ...event }) => JSON.stringify(event).replaceAll(drawnId, named))
}
