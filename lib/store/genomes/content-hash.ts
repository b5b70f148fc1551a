import { hash } from 'node:crypto'
import type { Genome, GenomeFiles } from '../../contract/genome.ts'

export const sha256 = (bytes: string | Uint8Array): string => hash('sha256', bytes)

/** path → sha256, in the order of the paths. */
export const hashFiles = (files: GenomeFiles): Genome['files'] =>
  Object.fromEntries(Object.keys(files).sort().map((path) => [path, sha256(files[path] ?? '')]))

/** One hash for all: equal exactly where the paths and every byte are. */
export const hashContent = (files: Genome['files']): string =>
  sha256(Object.keys(files).sort().map((path) => `${path}\0${files[path]}\n`).join(''))
