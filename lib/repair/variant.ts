import type { GenomeFiles } from '../contract/genome.ts'
import type { Edit } from './edit.ts'
import type { SourceFile } from './source-file.ts'
import { readSource } from './source-file.ts'
import { instrument, type Instrumented } from './4-evaluate/instrument.ts'

/** A version of the program that edits are made on: the one that failed, or one with a first edit made already. */
export interface Variant {
  /** What candidate hosts know it by. */
  id: number
  files: GenomeFiles
  /** The files that may be edited, with their trees. */
  sources: ReadonlyMap<string, SourceFile>
  instrumented: ReadonlyMap<string, Instrumented>
  /** What made it of the version that failed. */
  edits: readonly { path: string; edit: Edit }[]
}

/** @throws SyntaxError where a file that may be edited does not parse */
export function openVariant(id: number, files: GenomeFiles, suspects: readonly string[], edits: Variant['edits']): Variant {
  const sources = new Map(suspects.map((path) => [path, readSource(path, files[path] ?? '')]))
  const instrumented = new Map([...sources].map(([path, source]) => [path, instrument(source)]))
  return { id, files, sources, instrumented, edits }
}
