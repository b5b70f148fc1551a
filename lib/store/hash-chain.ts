import { hash } from 'node:crypto'

/** A row as it is stored: `data` is the exact text on disk, so that nothing depends on how it would be written again. */
export interface ChainedRow {
  seq: number
  at: number
  epoch: number
  core: string
  kind: string
  organism: string | null
  incident: string | null
  data: string
}

/** What the first row follows. */
export const genesisHash = '0'.repeat(64)

/** sha256, hex. The header is one line of JSON, so no two different rows are hashed as the same text. */
export function chainHash(previous: string, row: ChainedRow): string {
  const header = JSON.stringify([row.seq, row.at, row.epoch, row.core, row.kind, row.organism, row.incident])
  return hash('sha256', `${previous}\n${header}\n${row.data}`)
}
