import type { AnyNode } from 'acorn'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Site } from '../outline.ts'
import { unary } from '../precedence.ts'
import { boolean } from '../value-types.ts'

/** Conditions the other way round: negated, no longer negated, or with their branches swapped. */
export const negate: Family = {
  kinds: ['negate', 'drop-negation', 'swap-branches'],
  tiers: [1],
  *propose({ sites, statement: { node } }, context): Iterable<Proposal> {
    for (const site of sites) {
      if (site.role !== 'value') continue
      if (site.node.type === 'UnaryExpression' && /^[!~]$/.test(site.node.operator)) yield { kind: 'drop-negation', cost: 1.2, changes: [context.put(site, context.piece(site.node.argument))] }
      else if (isCondition(site, context)) yield { kind: 'negate', cost: 1.3, changes: [context.put(site, { text: `!${context.fit(context.piece(site.node), unary)}`, precedence: unary })] }
      if (site.node.type === 'ConditionalExpression') yield { kind: 'swap-branches', cost: 1.3, changes: swapped(site.node.consequent, site.node.alternate, context) }
    }
    if (node.type === 'IfStatement' && node.alternate && node.alternate.type !== 'IfStatement') yield { kind: 'swap-branches', cost: 1.3, changes: swapped(node.consequent, node.alternate, context) }
  },
}

function isCondition({ node, parent, key }: Site, context: Context): boolean {
  if (key === 'test' && parent.type !== 'SwitchCase') return node.type !== 'Literal'
  if (parent.type === 'LogicalExpression') return parent.operator !== '??' && node.type !== 'Literal' && (context.typesOf(node) & boolean) !== 0
  if (parent.type === 'UnaryExpression') return false
  return context.typesOf(node) === boolean && node.type !== 'Literal' && node.type !== 'AssignmentExpression'
}

export const swapped = (one: AnyNode, other: AnyNode, context: Context): Proposal['changes'] => [
  { start: one.start, end: one.end, text: context.text(other) },
  { start: other.start, end: other.end, text: context.text(one) },
]
