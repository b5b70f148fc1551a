import { genomePathSchema } from '../../contract/organism.ts'

/** The version's own record, beside its files. */
export const recordFile = 'genome.json'

/**
 * What is wrong with a set of genome paths, in one line; null where nothing is. What passes can be written below one
 * folder on any file system without reaching out of it and without two paths meeting in one file.
 */
export function pathProblem(paths: readonly string[]): string | null {
  const seen = new Map<string, string>()
  for (const path of paths) {
    const shown = JSON.stringify(path)
    const segments = path.split('/')
    if (!genomePathSchema.safeParse(path).success || segments.includes('')) return `${shown} is not a plain relative path`
    // A file of this name would be the prototype of the record that holds the files, not an entry in it.
    if (segments.includes('__proto__')) return `${shown} is a name that JavaScript keeps for itself`
    const folded = path.toLowerCase()
    if (folded === recordFile) return `${shown} is the name of the version's own record`
    const twin = seen.get(folded)
    if (twin !== undefined) return twin === path ? `${shown} is there twice` : `${shown} and ${JSON.stringify(twin)} differ only in case`
    seen.set(folded, path)
  }
  for (const folded of seen.keys()) {
    const parent = folded.split('/').slice(0, -1).map((_, index, parts) => parts.slice(0, index + 1).join('/')).find((folder) => seen.has(folder))
    if (parent !== undefined) return `${JSON.stringify(parent)} is both a file and a folder`
  }
  return null
}
