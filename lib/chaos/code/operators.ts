import { changeWithin, type Site } from './edit.ts'
import type { Spot } from './spots.ts'
import { tokenBetween, type Tree } from './tree.ts'

/** The spot's own operator replaced from a table; nothing where the spot has none, or none that is in the table. */
export function swapOperator(tree: Tree, spot: Spot, table: Readonly<Record<string, string>>): Site[] {
  const { node } = spot
  if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression' && node.type !== 'AssignmentExpression') return []
  const other = table[node.operator]
  const token = tokenBetween(tree, node.left.end, node.right.start, node.operator)
  return other && token ? [changeWithin(tree, spot, { start: token.start, end: token.end, text: other })] : []
}
