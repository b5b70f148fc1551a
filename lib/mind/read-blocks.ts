import type { Reading, UnnamedEdit } from './edit.ts'

const opening = /^ {0,3}<{5,9} ?SEARCH\b\s*(.*)$/
const divider = /^ {0,3}={5,9}\s*$/
const closing = /^ {0,3}>{5,9} ?REPLACE\b/
const fence = /^\s*(?:`{3,}|~{3,})/
const fileLine = /^[\s>*#`_-]*(?:FILE|FILENAME|PATH)[*`_]*\s*:\s*(.+)$/i

export const whyLine = /^[\s>*#`_-]*WHY[*`_]*\s*:[*`_]*\s*(.+)$/i

export const hasBlocks = (text: string): boolean => text.split('\n').some((line) => opening.test(line))

/** The file that a line names: `FILE: organism.js`. */
export const namedFile = (line: string): string | undefined => fileLine.exec(line)?.[1]

/** Search and replace blocks, with whatever stands around them. */
export function readBlocks(text: string): Reading {
  if (!hasBlocks(text)) return null
  const edits: UnnamedEdit[] = []
  let file: string | null = null
  let why: string | null = null
  let search: string[] | null = null
  let replace: string[] | null = null
  for (const line of text.split('\n')) {
    const isOpening = opening.test(line)
    if (search === null) {
      if (divider.test(line) && edits.length > 0 && /^=/.test(line)) return { refused: 'a line of ======= stands outside of any block' }
      if (closing.test(line)) return { refused: 'a block ends that never began: each needs <<<<<<< SEARCH, ======= and >>>>>>> REPLACE, in this order' }
      if (isOpening) {
        file = opening.exec(line)?.[1] || file
        search = []
      } else {
        file = namedFile(line) ?? file
        why ??= whyLine.exec(line)?.[1] ?? null
      }
    } else if (isOpening) {
      return { refused: 'a block begins inside of another: end each with >>>>>>> REPLACE before the next' }
    } else if (replace === null) {
      if (closing.test(line)) return { refused: 'a block has no ======= between what is searched and what takes its place' }
      if (divider.test(line)) replace = []
      else search.push(line)
    } else if (divider.test(line)) {
      return { refused: 'a block has two lines of =======: it is not clear where the new lines begin' }
    } else if (closing.test(line)) {
      edits.push({ file, search: linesOf(search), replace: linesOf(replace) })
      search = replace = null
    } else {
      replace.push(line)
    }
  }
  if (search !== null) return { refused: 'the last block is not closed by >>>>>>> REPLACE: the answer was cut off, or the line forgotten. Answer with less' }
  return { edits, why: why ?? '' }
}

/** Whole lines, each with its end. A fence right inside the markers is packing. */
function linesOf(lines: readonly string[]): string {
  const isPacked = lines.length >= 2 && fence.test(lines[0]!) && /^\s*(?:`{3,}|~{3,})\s*$/.test(lines.at(-1)!)
  return (isPacked ? lines.slice(1, -1) : lines).map((line) => `${line}\n`).join('')
}
