import type { z } from 'zod'
import type { genomeRowSchema } from '../../../contract/api.ts'
import type { Genome, GenomeStatus } from '../../../contract/genome.ts'
import type { Readers } from '../../../contract/ports/readers.ts'
import { decodeJson } from '../../lossless-json.ts'
import type { LazyConnection } from '../lazy-connection.ts'

type GenomeRow = z.infer<typeof genomeRowSchema>

interface Row { genome: string; status: string; fitness: number | null; current: number; tags: string | null }

const columns = 'genome, status, fitness, current, tags'

export function readGenomes(ledger: LazyConnection, { organism, limit }: Parameters<Readers['genomes']>[0]): GenomeRow[] {
  const rows =
    organism === undefined
      ? ledger.all<Row>(`select ${columns} from genomes order by seq desc limit ?`, limit)
      : ledger.all<Row>(`select ${columns} from genomes where organism = ? order by seq desc limit ?`, organism, limit)
  return rows.map(genomeOf)
}

export function readGenome(ledger: LazyConnection, id: string): GenomeRow | null {
  const row = ledger.get<Row>(`select ${columns} from genomes where id = ?`, id)
  return row === undefined ? null : genomeOf(row)
}

const genomeOf = (row: Row): GenomeRow => ({
  ...(decodeJson(row.genome) as Genome),
  status: row.status as GenomeStatus,
  fitness: row.fitness,
  current: row.current === 1,
  ...(row.tags === null ? {} : { tags: decodeJson(row.tags) as string[] }),
})
