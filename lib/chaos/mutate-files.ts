import type { CodeFault } from '../contract/fault.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import { seededRandom } from './random.ts'

/**
 * Breaks one file of a genome: the entry where it offers a place, else the first other one that does.
 * @returns the whole genome with that file broken; null where no file offers a place
 */
export function mutateFiles(fault: CodeFault, files: GenomeFiles, entry: string, choice: { seed: number; intensity: number }): { files: GenomeFiles; summary: string } | null {
  for (const path of [entry, ...Object.keys(files).filter((other) => other !== entry).sort()]) {
    const source = files[path]
    if (source === undefined) continue
    const mutation = fault.mutate(source, { random: seededRandom(choice.seed), intensity: choice.intensity })
    if (mutation) return { files: { ...files, [path]: mutation.source }, summary: path === entry ? mutation.summary : `${path}, ${mutation.summary}` }
  }
  return null
}

/** Why a version offers a code fault no place, and what to do instead. */
export const noPlace = ({ label }: CodeFault, version: string, entry: string): string =>
  entry.endsWith('.py') ? `${label} edits JavaScript, and ${version} is Python; delete lines or break the syntax instead` : `${label} finds no place in ${version}; try another fault or seed`
