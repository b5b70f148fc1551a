import type { AnyNode } from 'acorn'
import type { Context } from './context.ts'
import type { Outline } from './outline.ts'
import { remembered } from './remembered.ts'

/** The other constants that a constant's counterpart in a comparison is compared with in the file, as they are written. */
export function literalsComparedWith(literal: AnyNode, context: Context): string[] {
  const parent = context.parent(literal)
  if (parent?.type !== 'BinaryExpression' || !/^[!=]==?$/.test(parent.operator)) return []
  const other = parent.left === literal ? parent.right : parent.left
  const own = context.text(literal)
  return [...(comparisons(context.outline, context).get(context.text(other)) ?? [])].filter((text) => text !== own)
}

/** By the text of an expression: the constants that it is compared with anywhere. */
const comparisons = remembered(({ parts }: Outline, context): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  for (const { sites } of parts) {
    for (const { node } of sites) {
      if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) continue
      const [constant, other] = node.right.type === 'Literal' ? [node.right, node.left] : [node.left, node.right]
      if (constant.type !== 'Literal') continue
      const key = context.text(other)
      found.set(key, (found.get(key) ?? new Set()).add(context.text(constant)))
    }
  }
  return found
})
