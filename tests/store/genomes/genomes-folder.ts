import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Genome, GenomeFiles } from '../../../lib/contract/genome.ts'
import type { Genomes } from '../../../lib/contract/ports/genomes.ts'
import { openGenomes } from '../../../lib/store/genomes/open-genomes.ts'

export interface GenomesFolder {
  root: string
  genomes: Genomes
  add: (files: GenomeFiles, more?: Partial<Parameters<Genomes['add']>[0]>) => Promise<Genome>
  /** The folder of a version. */
  folderOf: (id: string) => string
  cleanup: () => void
}

export function genomesFolder(): GenomesFolder {
  const root = mkdtempSync(join(tmpdir(), 'ouroboros-genomes-'))
  const genomes = openGenomes(root, { now: () => 1234 })
  return {
    root,
    genomes,
    add: (files, more = {}) => genomes.add({ organism: 'ant', files, parents: [], origin: 'seed', reason: 'As found!', author: 'seed', ...more }),
    folderOf: (id) => {
      const [organism = '', version = ''] = id.split('.')
      const name = readdirSync(join(root, organism)).find((entry) => entry.startsWith(`${version}-`))
      return join(root, organism, name ?? 'none')
    },
    cleanup: () => rmSync(root, { recursive: true, force: true }),
  }
}
