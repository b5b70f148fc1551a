import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { genomeSchema, type Genome } from '../../contract/genome.ts'
import { hashContent, sha256 } from './content-hash.ts'
import type { GenomeFolder } from './genome-folder.ts'
import { pathProblem, recordFile } from './path-problem.ts'

/** Something of a version, or what is wrong with it: callers decide whether that is an error or a line in a list. */
export type Sound<T> = { value: T; damage?: never } | { value?: never; damage: string }

/** genome.json of a folder, checked against the folder and itself. */
export function readRecord(folder: GenomeFolder): Sound<Genome> {
  const bytes = readPlainFile(join(folder.path, recordFile))
  if (bytes.damage !== undefined) return bytes
  const genome = parseGenome(bytes.value.toString('utf8'))
  if (genome.damage !== undefined) return genome
  return genome.value.id === folder.id ? genome : { damage: `says it is ${genome.value.id}` }
}

/** What a genome.json says, where it says one consistent thing. */
export function parseGenome(text: string): Sound<Genome> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { damage: `is no JSON: ${(error as Error).message}` }
  }
  const { data, error } = genomeSchema.safeParse(json)
  if (error) return { damage: `is no record of a genome: ${error.issues[0]?.path.join('.') ?? ''} ${error.issues[0]?.message ?? ''}` }
  const problem = pathProblem(Object.keys(data.files))
  if (problem !== null) return { damage: problem }
  return hashContent(data.files) === data.hash ? { value: data } : { damage: 'lists files that do not come to its hash' }
}

/** One file of a version, as it was written. */
export function readContent(folder: GenomeFolder, path: string, expected: string): Sound<Buffer> {
  const bytes = readPlainFile(join(folder.path, path))
  if (bytes.damage !== undefined || sha256(bytes.value) === expected) return bytes
  return { damage: bytes.value.length === 0 ? 'was truncated to nothing' : `was changed: its ${bytes.value.length} bytes do not have the hash in ${recordFile}` }
}

/** Bytes of a file that is no link, folder or device. */
export function readPlainFile(path: string): Sound<Buffer> {
  try {
    if (!lstatSync(path).isFile()) return { damage: 'is not a plain file' }
    return { value: readFileSync(path) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return { damage: code === 'ENOENT' || code === 'ENOTDIR' ? 'is missing' : `cannot be read: ${code ?? String(error)}` }
  }
}
