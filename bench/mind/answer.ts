import type { GenomeFiles } from '../../lib/contract/genome.ts'

/** About a token. */
const pieceChars = 4

/** The whole file, as a model that could not keep to edits would write it. */
export const wholeFile = (file: string, text: string): string => `WHY: a line threw for no reason\nFILE: ${file}\n\`\`\`js\n${text}\`\`\`\n`

/** The lines that differ, as the edit that is asked for first. */
export function oneEdit(file: string, broken: GenomeFiles, right: GenomeFiles): string {
  const [before, after] = [broken, right].map((files) => (files[file] ?? '').split('\n')) as [string[], string[]]
  const from = before.findIndex((line, index) => line !== after[index])
  let same = 0
  while (same < Math.min(before.length, after.length) - from && before.at(-1 - same) === after.at(-1 - same)) same += 1
  // A line around them, so that they are found in one place.
  const lines = (all: string[]): string => all.slice(from - 1, all.length - same + 1).join('\n')
  return `WHY: a line threw for no reason\nFILE: ${file}\n<<<<<<< SEARCH\n${lines(before)}\n=======\n${lines(after)}\n>>>>>>> REPLACE\n`
}

/** As it comes from a model. */
export function inPieces(text: string, chars = pieceChars): string[] {
  return Array.from({ length: Math.ceil(text.length / chars) }, (_, index) => text.slice(index * chars, (index + 1) * chars))
}
