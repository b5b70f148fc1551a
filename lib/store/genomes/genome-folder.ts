import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { genomeId, genomeIdSchema, type GenomeOrigin } from '../../contract/genome.ts'
import { organismIdSchema } from '../../contract/organism.ts'

/** A version's folder: its number to sort by, and words so that a person finds it. */
export interface GenomeFolder {
  id: string
  version: number
  path: string
}

const pattern = /^g(\d{4,9})-/
const slugLength = 40

export function folderName(version: number, origin: GenomeOrigin, reason: string): string {
  const slug = reason.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').slice(0, slugLength).replaceAll(/^-+|-+$/g, '')
  return `g${String(version).padStart(4, '0')}-${origin}${slug === '' ? '' : `-${slug}`}`
}

/** All versions of an organism, oldest first. An organism that has none, or a name that none could have: empty. */
export function listFolders(root: string, organism: string): GenomeFolder[] {
  const home = join(root, organism)
  if (!organismIdSchema.safeParse(organism).success || !existsSync(home)) return []
  return readdirSync(home)
    .flatMap((name) => {
      const version = Number(pattern.exec(name)?.[1] ?? Number.NaN)
      return Number.isNaN(version) ? [] : [{ id: genomeId(organism, version), version, path: join(home, name) }]
    })
    .sort((a, b) => a.version - b.version || a.path.localeCompare(b.path))
}

/** Whose version an id names; null where it is no id. */
export const organismOf = (id: string): string | null => (genomeIdSchema.safeParse(id).success ? id.slice(0, id.lastIndexOf('.')) : null)

export function findFolder(root: string, id: string): GenomeFolder | undefined {
  const organism = organismOf(id)
  return organism === null ? undefined : listFolders(root, organism).find((folder) => folder.id === id)
}
