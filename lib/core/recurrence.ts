import type { Genome, GenomeFiles, GenomeStatus } from '../contract/genome.ts'
import { hashContent, hashFiles } from '../store/genomes/content-hash.ts'

type Known = Pick<Genome, 'id' | 'hash' | 'origin'> & { status: GenomeStatus }

/** Those of the known versions that have this very content. */
export function withContent(files: GenomeFiles, known: readonly Known[]): Known[] {
  const hash = hashContent(hashFiles(files))
  return known.filter((version) => version.hash === hash)
}

/** Why content that these versions had may not come back: it failed while live, or was made to fail. null where one of them is proven, or none did wrong. */
export function recurrence(same: readonly Known[]): string | null {
  if (same.some(({ status }) => status === 'proven')) return null
  const bad = same.find(({ status, origin }) => status === 'failed' || origin === 'chaos')
  return bad ? `the same content as ${bad.id}, ${bad.status === 'failed' ? 'which failed while live' : 'which chaos made'}` : null
}
