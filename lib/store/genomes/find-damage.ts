import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Genomes } from '../../contract/ports/genomes.ts'
import { listFolders, type GenomeFolder } from './genome-folder.ts'
import { recordFile } from './path-problem.ts'
import { readContent, readRecord } from './read-genome.ts'

type Damage = ReturnType<Genomes['damage']>[number]

/** Everything that is not as it was written, in all versions of an organism: changed, missing, added, unreadable, doubled. */
export function findDamage(root: string, organism: string): Damage[] {
  const folders = listFolders(root, organism)
  return folders.flatMap((folder, index) => {
    const isDouble = folders[index - 1]?.id === folder.id
    return isDouble ? [{ genome: folder.id, file: relative(root, folder.path), what: 'is a second folder of the same version' }] : damageOf(folder)
  })
}

function damageOf(folder: GenomeFolder): Damage[] {
  const named = (file: string, what: string): Damage => ({ genome: folder.id, file, what })
  const record = readRecord(folder)
  if (record.damage !== undefined) return [named(recordFile, record.damage)]
  const { files } = record.value
  const changed = Object.entries(files).flatMap(([path, hash]) => {
    const { damage } = readContent(folder, path, hash)
    return damage === undefined ? [] : [named(path, damage)]
  })
  const extra = filesBelow(folder.path)
    .filter((path) => path !== recordFile && !Object.hasOwn(files, path))
    .map((path) => named(path, `is not in ${recordFile}`))
  return [...changed, ...extra]
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
