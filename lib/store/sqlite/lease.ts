import type { Database } from 'better-sqlite3'

/**
 * One row says who may write: the core that raised the epoch last. Every transaction of a core asks it first, under the
 * write lock, so an older core that wakes up late writes nothing. It does not guarantee that the older core has noticed.
 */
export function takeLease(db: Database, holder: { core: string; pid: number; now: number }): number {
  const take = db.transaction(() => {
    const epoch = db
      .prepare<[string], number>(
        'insert into lease (one, epoch, core) values (1, 1, ?) on conflict (one) do update set epoch = epoch + 1, core = excluded.core returning epoch',
      )
      .pluck()
      .get(holder.core)
    if (epoch === undefined) throw new Error('the lease row gave no epoch')
    db.prepare('insert or replace into cores (id, pid, epoch, started_at, heartbeat_at) values (?, ?, ?, ?, ?)').run(
      holder.core, holder.pid, epoch, holder.now, holder.now,
    )
    return epoch
  })
  return take.immediate()
}

/** The epoch that may write now. */
export function prepareEpoch(db: Database): () => number | undefined {
  const read = db.prepare<[], number>('select epoch from lease').pluck()
  return () => read.get()
}
