import type { Database } from 'better-sqlite3'

/** Retention of raw output. Events stay for ever; what they printed does not. @returns how many attachments were dropped */
export function prepareTrim(db: Database): (keep: { beforeMs: number; maxBytes: number }) => number {
  const older = db.prepare('delete from attachments where at < ?')
  const beyond = db.prepare(
    `delete from attachments where seq <= (
      select max(seq) from (select seq, sum(bytes) over (order by seq desc) as kept from attachments) where kept > ?
    )`,
  )
  return ({ beforeMs, maxBytes }) => older.run(beforeMs).changes + beyond.run(maxBytes).changes
}
