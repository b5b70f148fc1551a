import { diffWordsWithSpace } from 'diff'
import { parse } from 'diff2html/lib/diff-parser.js'
import { visible } from '../log/visible.ts'

export interface Piece {
  text: string
  isChanged: boolean
}

export interface DiffRow {
  kind: 'same' | 'added' | 'removed'
  before: number | null
  after: number | null
  pieces: Piece[]
}

export interface DiffFile {
  name: string
  added: number
  removed: number
  blocks: { header: string; rows: DiffRow[] }[]
}

/** A unified diff as data. Text stays text, and what in it would act is made visible. */
export function readDiff(unified: string): DiffFile[] {
  return parse(unified).map((file) => ({
    name: visible(file.newName === '/dev/null' ? file.oldName : file.newName),
    added: file.addedLines,
    removed: file.deletedLines,
    blocks: file.blocks.map((block) => ({
      header: visible(block.header),
      rows: markWords(block.lines.map((line): DiffRow => ({
        kind: line.oldNumber === undefined ? 'added' : line.newNumber === undefined ? 'removed' : 'same',
        before: line.oldNumber ?? null,
        after: line.newNumber ?? null,
        pieces: [{ text: visible(line.content.slice(1)), isChanged: false }],
      }))),
    })),
  }))
}

/** Where as many lines came as went, each pair shows the words that differ. */
function markWords(rows: DiffRow[]): DiffRow[] {
  const out = [...rows]
  for (let start = 0; start < rows.length; start += 1) {
    if (rows[start]!.kind !== 'removed' || rows[start - 1]?.kind === 'removed') continue
    const removed = runLength(rows, start, 'removed')
    if (runLength(rows, start + removed, 'added') !== removed) continue
    for (let offset = 0; offset < removed; offset += 1) {
      const [before, after] = [start + offset, start + removed + offset]
      const words = diffWordsWithSpace(textOf(rows[before]!), textOf(rows[after]!))
      const keep = (side: 'added' | 'removed'): Piece[] =>
        words.filter((word) => side === 'added' ? !word.removed : !word.added).map((word) => ({ text: word.value, isChanged: word.added || word.removed }))
      out[before] = { ...rows[before]!, pieces: keep('removed') }
      out[after] = { ...rows[after]!, pieces: keep('added') }
    }
  }
  return out
}

const textOf = (row: DiffRow): string => row.pieces.map((piece) => piece.text).join('')

function runLength(rows: readonly DiffRow[], start: number, kind: DiffRow['kind']): number {
  let length = 0
  while (rows[start + length]?.kind === kind) length += 1
  return length
}
