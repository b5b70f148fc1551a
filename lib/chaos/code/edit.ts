import type { AnyNode } from 'acorn'
import type { Tree } from './tree.ts'

/** The text from `start` to `end` becomes `text`; an insertion where the two are equal. */
export interface Edit {
  start: number
  end: number
  text: string
}

/** One way to bring a fault in: edits that belong together, and what they do in words. */
export interface Site {
  edits: readonly Edit[]
  /** Lower is tried first; see Spot. */
  rank: number
  /** Offset of the line to name. */
  at: number
  /** "`a + b` became `a - b`" */
  said: string
}

/** Edits must not overlap; those at one offset keep their order. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(source.slice(at, start), text)
    at = end
  }
  return parts.join('') + source.slice(at)
}

/** A change inside one node, told as what the node was and what it became. */
export function changeWithin(tree: Tree, spot: { node: AnyNode; rank: number }, ...edits: Edit[]): Site {
  const { start, end } = spot.node
  const shifted = edits.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }))
  const was = tree.source.slice(start, end)
  return { edits, rank: spot.rank, at: start, said: `${quote(was)} became ${quote(applyEdits(was, shifted))}` }
}

/** @returns whether two sites touch the same text, so that only one of them can be had */
export const collide = (a: Site, b: Site): boolean =>
  a.edits.some((one) => b.edits.some((other) => one.start < other.end && other.start < one.end))

/** A comment outlives every edit, unless whole lines go: what a person wrote there is not code. */
export function losesComment(tree: Tree, { edits }: Site): boolean {
  const kept = edits.map((edit) => edit.text).join('\n')
  return tree.comments.some(({ start, end }) =>
    edits.some((edit) => edit.start < end && start < edit.end) && !kept.includes(tree.source.slice(start, end)))
}

/** Code in a sentence: on one line, and never long. */
export function quote(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim()
  return `\`${line.length > 44 ? `${line.slice(0, 30)} … ${line.slice(-10)}` : line}\``
}

export const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length
