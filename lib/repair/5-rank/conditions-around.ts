import type { AnyNode } from 'acorn'
import { full } from 'acorn-walk'
import type { Change } from '../edit.ts'
import type { SourceFile } from '../source-file.ts'
import { calleeName } from '../tree.ts'
import { comparisons } from './oddities.ts'

/**
 * Where the conditions stand that all changes fall into: the whole one of an `if` or a choice, what a list is searched by,
 * `a && b` as a whole, and the innermost comparison within any of them.
 */
export function conditionsAround({ ast }: SourceFile, changes: readonly Change[]): { start: number; end: number }[] {
  const start = Math.min(...changes.map((change) => change.start))
  const end = Math.max(...changes.map((change) => change.end))
  const wholes: AnyNode[] = []
  const parts: AnyNode[] = []
  const add = (node: AnyNode): void => { if (isWithin(node, start, end)) wholes.push(node) }
  // Children come before what they stand in.
  full(ast, (node) => {
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') add(node.test)
    if (node.type === 'LogicalExpression' && node.operator !== '??') add(node)
    if (node.type === 'CallExpression' && predicates.test(calleeName(node.callee))) for (const given of node.arguments) if (given.type === 'ArrowFunctionExpression' && given.expression) add(given.body)
    if (node.type === 'BinaryExpression' && comparisons.has(node.operator) && isWithin(node, start, end)) parts.push(node)
  })
  const [part] = parts
  const all = part && wholes.some((whole) => isWithin(whole, part.start, part.end)) ? [part, ...wholes] : wholes
  return [...new Map(all.map((one) => [`${one.start} ${one.end}`, { start: one.start, end: one.end }])).values()]
}

const predicates = /^(?:every|some|filter|find|findIndex|findLast|findLastIndex)$/

const isWithin = (outer: { start: number; end: number }, start: number, end: number): boolean => outer.start <= start && end <= outer.end
