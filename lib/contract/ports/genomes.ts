import type { Genome, GenomeFiles, GenomeOrigin } from '../genome.ts'

/**
 * Immutable versions on disk, in readable folders: `<root>/<organism>/g0007-<origin>-<slug>/` with genome.json and
 * the files; `<root>/<organism>/CURRENT` names the live one. Every write is to a temporary name, fsynced, renamed.
 * Holds no opinion: what is proven or failed is the ledger's to know.
 */
export interface Genomes {
  /** Writes a new version; its folder is complete or not there. Version = highest + 1. */
  add: (draft: { organism: string; files: GenomeFiles; parents: string[]; origin: GenomeOrigin; reason: string; author: string }) => Promise<Genome>
  /** @throws UnknownGenomeError */
  read: (id: string) => Genome
  /** The files, hash-checked. @throws GenomeDamagedError naming file and damage, UnknownGenomeError */
  files: (id: string) => GenomeFiles
  list: (organism: string) => Genome[]
  /** Id of the live version; null before the first. @throws GenomeDamagedError where CURRENT itself is unreadable or names nothing */
  current: (organism: string) => string | null
  /** Atomic and durable: after a kill it names the old one or the new one. */
  setCurrent: (id: string) => Promise<void>
  /** Unified diff, `a/<path>` `b/<path>`, of two versions' files. */
  diff: (from: string, to: string) => string
  /** Every version whose bytes are not what genome.json says, or whose genome.json cannot be read. */
  damage: (organism: string) => { genome: string; file: string; what: string }[]
}
