import type { DiffRow } from './diff-model.ts'

/** One line before beside one line after; null: nothing stands there. */
export interface RowPair {
  before: DiffRow | null
  after: DiffRow | null
}

/** Rows of a unified diff, side by side: what came in the place of what went stands on its level. */
export function splitRows(rows: readonly DiffRow[]): RowPair[] {
  const pairs: RowPair[] = []
  let gone: DiffRow[] = []
  let come: DiffRow[] = []
  const flush = (): void => {
    for (let level = 0; level < Math.max(gone.length, come.length); level += 1) pairs.push({ before: gone[level] ?? null, after: come[level] ?? null })
    gone = []
    come = []
  }
  for (const row of rows) {
    if (row.kind === 'same') {
      flush()
      pairs.push({ before: row, after: row })
    } else if (row.kind === 'added') come.push(row)
    else {
      if (come.length > 0) flush()
      gone.push(row)
    }
  }
  flush()
  return pairs
}
