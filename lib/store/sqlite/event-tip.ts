import type { Database } from 'better-sqlite3'
import { LedgerBrokenError } from '../../contract/errors.ts'
import { genesisHash } from '../hash-chain.ts'
import { readProgress, rebuildProjections } from './projections/projections.ts'

/** What the next row follows. A transaction that fails goes back to the tip before it. */
export interface Tip { seq: number; hash: string }

export function prepareTip(db: Database): () => Tip {
  const last = db.prepare<[], Tip>('select seq, hash from events order by seq desc limit 1')
  return () => last.get() ?? { seq: 0, hash: genesisHash }
}

/**
 * Before anything is written: brings the projections up to the events, where they are another version's.
 * @throws LedgerBrokenError where events are gone that have been there
 */
export function openTip(db: Database): Tip {
  const last = prepareTip(db)()
  const progress = readProgress(db)
  if (progress.seq > last.seq) throw new LedgerBrokenError(`The ledger ends at event ${last.seq}, and has had ${progress.seq}: the rest was removed from outside.`)
  if (!progress.isCurrent || progress.seq < last.seq) rebuildProjections(db)
  return last
}
