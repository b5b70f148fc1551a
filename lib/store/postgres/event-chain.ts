import type { LedgerEvent } from '../../contract/event.ts'
import { chainHash, type ChainedRow } from '../hash-chain.ts'
import type { ReadyEvent } from '../ready-event.ts'
import type { ReplicaEvent } from '../sqlite/replica-news.ts'
import type { Session } from './database.ts'

/** Numbers and chains the events of one transaction, and inserts them together before its commit. */
export class EventChain {
  readonly rows: ReplicaEvent[] = []
  readonly #stamp: { core: string; epoch: number }
  seq: number
  hash: string

  constructor(tip: { head: number; hash: string }, stamp: { core: string; epoch: number }) {
    this.seq = tip.head
    this.hash = tip.hash
    this.#stamp = stamp
  }

  write(ready: readonly ReadyEvent[], at: number): LedgerEvent[] {
    return ready.map(({ event, data }) => {
      const { kind, organism, incident, attachment } = event
      const row: ChainedRow = { seq: this.seq + 1, at, epoch: this.#stamp.epoch, core: this.#stamp.core, kind, organism, incident, data }
      const hash = chainHash(this.hash, row)
      this.rows.push({ ...row, hash, attachment: attachment ?? null })
      this.seq = row.seq
      this.hash = hash
      return { ...row, data: event.data, hash } as LedgerEvent
    })
  }

  async insert(session: Session): Promise<void> {
    const column = (name: keyof ReplicaEvent): unknown[] => this.rows.map((row) => row[name])
    await session.run(
      `insert into ouroboros.events (seq, at, epoch, core, kind, organism, incident, data, hash)
       select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])`,
      [column('seq'), column('at'), column('epoch'), column('core'), column('kind'), column('organism'), column('incident'), column('data'), column('hash')],
    )
    const attached = this.rows.filter((row) => row.attachment !== null)
    if (attached.length === 0) return
    const bodies = attached.map(({ attachment }) => Buffer.from(attachment ?? ''))
    await session.run(
      `insert into ouroboros.attachments (seq, at, bytes, body) select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bytea[])`,
      [attached.map(({ seq }) => seq), attached.map(({ at }) => at), bodies.map(({ length }) => length), bodies],
    )
  }
}
