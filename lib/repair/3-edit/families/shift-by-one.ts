import type { AnyNode } from 'acorn'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Site } from '../outline.ts'
import { additive } from '../precedence.ts'
import { number } from '../value-types.ts'

/** `+ 1` and `- 1` on whatever counts: indexes, lengths, bounds and arguments first, then any number. */
export const shiftByOne: Family = {
  kinds: ['shift-by-one', 'drop-shift'],
  tiers: [1, 2],
  *propose({ sites }, context, tier): Iterable<Proposal> {
    for (const site of sites) {
      const { node, role, parent } = site
      if (role !== 'value') continue
      if (tier === 1 && node.type === 'BinaryExpression' && /^[-+]$/.test(node.operator)) yield* dropped(site, node, context)
      if (node.type === 'Literal' || isShifted(parent, node)) continue
      const counts = isCount(site, context)
      if (tier === 1 ? !counts : counts || (context.typesAt(site) & number) === 0 || !mayCount(node)) continue
      for (const step of ['+ 1', '- 1']) {
        const text = `${context.fit(context.piece(node), additive)} ${step}`
        yield { kind: 'shift-by-one', cost: tier === 1 ? 1.5 : 2.5, changes: [context.put(site, { text, precedence: additive })] }
      }
    }
  },
}

/** `a - 1` → `a`, and what is divided or multiplied by what undoes it. */
function* dropped(site: Site, node: AnyNode & { type: 'BinaryExpression' }, context: Context): Iterable<Proposal> {
  if (node.right.type === 'Literal' && node.right.value === 1) yield { kind: 'drop-shift', cost: 1.2, changes: [context.put(site, context.piece(node.left))] }
  if (node.operator === '+' && node.left.type === 'Literal' && node.left.value === 1) yield { kind: 'drop-shift', cost: 1.2, changes: [context.put(site, context.piece(node.right))] }
}

const isShifted = (parent: AnyNode, node: AnyNode): boolean =>
  parent.type === 'BinaryExpression' && /^[-+]$/.test(parent.operator) && parent.left === node && parent.right.type === 'Literal' && parent.right.value === 1

const mayCount = ({ type }: AnyNode): boolean => type === 'Identifier' || type === 'MemberExpression' || type === 'CallExpression' || type === 'BinaryExpression'

function isCount({ node, parent, key }: Site, context: Context): boolean {
  if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier' && /^(length|size)$/.test(node.property.name)) return true
  if (!mayCount(node)) return false
  const isNumber = context.typesOf(node) === number
  if (parent.type === 'MemberExpression') return key === 'property' && (isNumber || node.type === 'Identifier')
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return key === 'arguments' && (context.typesOf(node) & number) !== 0 && (isNumber || node.type === 'Identifier' || node.type === 'BinaryExpression')
  if (parent.type === 'BinaryExpression') return /^[<>]/.test(parent.operator) && isNumber
  return isNumber && (parent.type === 'ReturnStatement' || parent.type === 'VariableDeclarator' || (parent.type === 'AssignmentExpression' && key === 'right'))
}
