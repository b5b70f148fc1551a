import type { Database, Statement } from 'better-sqlite3'
import { emptyView, reduceView, type View } from '../../../contract/view.ts'
import { decodeJson, encodeJson } from '../../lossless-json.ts'
import { eventColumns, eventOf, type EventRow } from '../event-row.ts'
import { projectionsVersion } from './version.ts'

/**
 * The view as `reduceView` had it at some event: where everybody begins to fold instead of at the first one. It is a
 * cache and may lag; a reader folds what came after. There is no second way to compute a view, so that a reader's
 * cannot differ from a writer's or a browser's.
 */
export function readSnapshot(db: Database): View {
  const text = db
    .prepare<[number], string>('select view from view_snapshot where exists (select 1 from projections where version = ?)')
    .pluck()
    .get(projectionsVersion)
  return text === undefined ? emptyView : (decodeJson(text) as unknown as View)
}

export function snapshotSeq(db: Database): number {
  return statementsOf(db).seq.get() ?? 0
}

export function writeSnapshot(db: Database, view: View): void {
  db.prepare('insert or replace into view_snapshot (one, seq, view) values (1, ?, ?)').run(view.seq, encodeJson(view))
}

/** The view with later events folded in, at most so many. */
export function foldForward(db: Database, view: View, most = Number.MAX_SAFE_INTEGER): View {
  let next = view
  for (const row of statementsOf(db).later.iterate(view.seq, most)) next = reduceView(next, eventOf(row))
  return next
}

interface Statements { seq: Statement<[], number>; later: Statement<[number, number], EventRow> }

/** Asked several times a second: to prepare them takes longer than to run them. */
const prepared = new WeakMap<Database, Statements>()

function statementsOf(db: Database): Statements {
  const known = prepared.get(db)
  if (known) return known
  const statements: Statements = {
    seq: db.prepare<[], number>('select seq from view_snapshot').pluck(),
    later: db.prepare<[number, number], EventRow>(`select ${eventColumns} from events where seq > ? order by seq limit ?`),
  }
  prepared.set(db, statements)
  return statements
}
