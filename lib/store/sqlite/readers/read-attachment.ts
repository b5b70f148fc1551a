import type { LazyConnection } from '../lazy-connection.ts'

export function readAttachment(ledger: LazyConnection, seq: number): string | null {
  return ledger.get<{ body: string }>('select body from attachments where seq = ?', seq)?.body ?? null
}
