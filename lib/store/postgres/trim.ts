import type { Transaction } from './transaction.ts'

/** So many trims are remembered, for replicas that were away: they are asked every few minutes. */
const keptTrims = 1_000

/** Retention of raw output. What was dropped is told in words that drop the same of a replica. @returns how many attachments were dropped */
export async function trimAttachments(transaction: Transaction, { beforeMs, maxBytes }: { beforeMs: number; maxBytes: number }): Promise<number> {
  const { session } = transaction
  const older = await session.run('delete from ouroboros.attachments where at < $1', [Math.ceil(beforeMs)])
  const [beyond] = await session.rows<{ through: number }>(
    `select coalesce(max(seq), 0) as through from (select seq, sum(bytes) over (order by seq desc) as kept from ouroboros.attachments) as newest where kept > $1`,
    [maxBytes],
  )
  const through = beyond?.through ?? 0
  const dropped = older + (through === 0 ? 0 : await session.run('delete from ouroboros.attachments where seq <= $1', [through]))
  if (dropped === 0) return 0
  const row = { trim: transaction.nextTrim(), upTo: transaction.head, beforeMs: Math.ceil(beforeMs), through }
  await session.run('insert into ouroboros.trims (trim, up_to, before_ms, through) values ($1, $2, $3, $4)', [row.trim, row.upTo, row.beforeMs, row.through])
  await session.run('delete from ouroboros.trims where trim <= $1', [row.trim - keptTrims])
  transaction.trims.push(row)
  return dropped
}
