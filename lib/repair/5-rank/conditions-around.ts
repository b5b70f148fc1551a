import { full } from 'acorn-walk'
import type { Change } from '../edit.ts'
import type { SourceFile } from '../source-file.ts'
import { comparisons } from './oddities.ts'

/** Where the conditions stand that all changes fall into: the whole one of an `if`, and the innermost comparison within it. */
export function conditionsAround({ ast }: SourceFile, changes: readonly Change[]): { start: number; end: number }[] {
  const start = Math.min(...changes.map((change) => change.start))
  const end = Math.max(...changes.map((change) => change.end))
  const found: { whole: Place | null; part: Place | null } = { whole: null, part: null }
  // Children come before what they stand in.
  full(ast, (node) => {
    if (node.type === 'IfStatement' && isWithin(node.test, start, end)) found.whole ??= node.test
    if (node.type === 'BinaryExpression' && comparisons.has(node.operator) && isWithin(node, start, end)) found.part ??= node
  })
  const { whole, part } = found
  return [...(whole ? [whole] : []), ...(whole && part && isWithin(whole, part.start, part.end) && part !== whole ? [part] : [])].map((one) => ({ start: one.start, end: one.end }))
}

interface Place { start: number; end: number }

const isWithin = (outer: Place, start: number, end: number): boolean => outer.start <= start && end <= outer.end
