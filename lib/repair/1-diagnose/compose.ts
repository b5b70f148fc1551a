import type { Change } from '../edit.ts'

/** A stretch of the original, or text that is new. */
type Piece = { start: number; end: number } | string

/** The changes that come to the same as `first`, and then `then` on its result. @param length of the original */
export function compose(length: number, first: readonly Change[], then: readonly Change[]): Change[] {
  const between = piecesOf(first, { start: 0, end: length })
  const after: Piece[] = []
  let from = 0
  for (const { start, end, text } of then) {
    after.push(...cut(between, from, start), text)
    from = end
  }
  after.push(...cut(between, from, Infinity))
  return changesOf(after, length)
}

function piecesOf(changes: readonly Change[], whole: { start: number; end: number }): Piece[] {
  let from = whole.start
  const pieces = changes.flatMap(({ start, end, text }): Piece[] => {
    const kept = { start: from, end: start }
    from = end
    return [kept, text]
  })
  return [...pieces, { start: from, end: whole.end }]
}

const lengthOf = (piece: Piece): number => (typeof piece === 'string' ? piece.length : piece.end - piece.start)

function cut(pieces: readonly Piece[], from: number, to: number): Piece[] {
  let at = 0
  return pieces.flatMap((piece) => {
    const [begin, end] = [Math.max(from - at, 0), Math.min(to - at, lengthOf(piece))]
    at += lengthOf(piece)
    if (begin >= end) return []
    return [typeof piece === 'string' ? piece.slice(begin, end) : { start: piece.start + begin, end: piece.start + end }]
  })
}

function changesOf(pieces: readonly Piece[], length: number): Change[] {
  const changes: Change[] = []
  let at = 0
  let text = ''
  for (const piece of [...pieces, { start: length, end: length }]) {
    if (typeof piece === 'string') { text += piece; continue }
    if (text !== '' || piece.start > at) changes.push({ start: at, end: piece.start, text })
    text = ''
    at = piece.end
  }
  return changes
}
