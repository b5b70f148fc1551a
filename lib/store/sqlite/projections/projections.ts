import type { Database } from 'better-sqlite3'
import type { LedgerEvent } from '../../../contract/event.ts'
import { emptyView } from '../../../contract/view.ts'
import { eventColumns, eventOf, type EventRow } from '../event-row.ts'
import { antibodies } from './antibodies.ts'
import { genomes } from './genomes.ts'
import { incidents } from './incidents.ts'
import type { Projection } from './projection.ts'
import { projectionsVersion } from './version.ts'
import { foldForward, writeSnapshot } from './view-snapshot.ts'

const projections: readonly Projection[] = [incidents, genomes, antibodies]

/** Applies one event to every projection, inside the caller's transaction. */
export function prepareProjections(db: Database): (event: LedgerEvent) => void {
  const each = projections.map((projection) => projection.prepare(db))
  return (event) => {
    for (const apply of each) apply(event)
  }
}

/** Up to which event the tables speak, and whether this program would make the same of it. */
export function readProgress(db: Database): { seq: number; isCurrent: boolean } {
  const row = db.prepare<[], { version: number; seq: number }>('select version, seq from projections').get()
  return { seq: row?.seq ?? 0, isCurrent: row?.version === projectionsVersion }
}

/** Called in the transaction that wrote the event `seq`. */
export function prepareProgress(db: Database): (seq: number) => void {
  const write = db.prepare('insert or replace into projections (one, version, seq) values (1, ?, ?)')
  return (seq) => write.run(projectionsVersion, seq)
}

/** Makes every projection anew from the events alone, in one transaction. */
export function rebuildProjections(db: Database): void {
  const rebuild = db.transaction(() => {
    for (const table of projections.flatMap((projection) => projection.tables)) db.exec(`delete from ${table}`)
    const apply = prepareProjections(db)
    const page = db.prepare<[number], EventRow>(`select ${eventColumns} from events where seq > ? order by seq limit 1000`)
    let head = 0
    for (let rows = page.all(head); rows.length > 0; rows = page.all(head)) {
      for (const row of rows) apply(eventOf(row))
      head = rows.at(-1)?.seq ?? head
    }
    prepareProgress(db)(head)
    writeSnapshot(db, foldForward(db, emptyView))
  })
  rebuild.immediate()
}
