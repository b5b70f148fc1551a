import { clsx } from 'clsx'
import type { DiffRow } from './diff-model.ts'

/** A line's text, the words that differ marked. */
export function Pieces({ row }: { row: DiffRow }) {
  return row.pieces.map((piece, index) => (piece.isChanged
    ? <mark key={index} className={clsx('text-text', row.kind === 'added' ? 'bg-healthy/25' : 'bg-crashed/30')}>{piece.text}</mark>
    : <span key={index}>{piece.text}</span>))
}
