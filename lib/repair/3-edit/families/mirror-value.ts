import type { AnyNode } from 'acorn'
import type { Context } from '../context.ts'
import { counterpartsOf } from '../counterparts.ts'
import type { Family, Proposal } from '../family.ts'
import { siblingsOf } from '../statement-text.ts'

/** How many counterparts of one value are tried. */
const most = 12

/** Of two lines or arguments that are each other's counterparts, the one is put right, or put back, by the other. */
export const mirrorValue: Family = {
  kinds: ['mirror-value', 'mirror-argument'],
  tiers: [2],
  *propose({ statement: { node }, sites }, context): Iterable<Proposal> {
    const siblings = siblingsOf(node, context)
    const value = valueOf(node)
    if (siblings && value) {
      for (const neighbour of [siblings.list[siblings.index - 1], siblings.list[siblings.index + 1]]) {
        const other = neighbour?.type === node.type ? valueOf(neighbour) : null
        if (other) for (const text of mirrored(other, context)) if (text !== context.text(value)) yield { kind: 'mirror-value', cost: 2.4, changes: [{ start: value.start, end: value.end, text }] }
      }
    }
    for (const { node: list } of sites) {
      const items = list.type === 'CallExpression' ? list.arguments : list.type === 'ArrayExpression' ? list.elements : []
      for (const item of items) {
        if (!item) continue
        for (const text of mirrored(item, context)) {
          if (items.some((one) => one && context.text(one) === text)) continue
          yield { kind: 'mirror-argument', cost: 2.8, changes: [{ start: item.start, end: item.start, text: `${text}, ` }] }
          yield { kind: 'mirror-argument', cost: 2.8, changes: [{ start: item.end, end: item.end, text: `, ${text}` }] }
        }
      }
    }
  },
}

const mirrored = (node: AnyNode, context: Context): readonly string[] => counterpartsOf(node, context).slice(0, most)

function valueOf(node: AnyNode): AnyNode | null {
  if (node.type === 'VariableDeclaration') return node.declarations.length === 1 ? node.declarations[0]?.init ?? null : null
  return node.type === 'ExpressionStatement' && node.expression.type === 'AssignmentExpression' ? node.expression.right : null
}
