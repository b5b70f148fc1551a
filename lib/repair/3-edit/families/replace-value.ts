import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Site } from '../outline.ts'
import { sentencesFor } from '../vocabulary.ts'
import { boolean } from '../value-types.ts'

/** A whole value made anew from the names that are in scope: what is returned, kept, passed on, looked up. */
export const replaceValue: Family = {
  kinds: ['replace-value'],
  tiers: [4, 5, 6],
  *propose(part, context, tier): Iterable<Proposal> {
    for (const site of part.sites) {
      if (!isWhole(site, context)) continue
      const [from, to] = tier === 4 ? [0, 30] : tier === 5 ? [30, 90] : [90, 400]
      let rank = -1
      for (const sentence of sentencesFor(part, context.typesAt(site), context)) {
        rank += 1
        if (rank >= to) break
        if (rank >= from) yield { kind: 'replace-value', cost: tier === 4 ? 4 : tier === 5 ? 4.6 : 5.5, changes: [context.put(site, sentence)] }
      }
    }
  },
}

function isWhole({ node, parent, key, role }: Site, context: Context): boolean {
  if (role !== 'value' || /^(Arrow)?Function|^Class/.test(node.type)) return false
  switch (parent.type) {
    case 'ReturnStatement': case 'VariableDeclarator': case 'YieldExpression': case 'ForOfStatement': return true
    case 'AssignmentExpression': return key === 'right'
    case 'ArrowFunctionExpression': return key === 'body'
    case 'CallExpression': case 'NewExpression': return key === 'arguments'
    case 'MemberExpression': return key === 'property'
    case 'ConditionalExpression': return key !== 'test'
    case 'Property': return key === 'value'
    case 'BinaryExpression': return context.typesOf(node) !== boolean
    case 'ArrayExpression': case 'LogicalExpression': return true
    default: return false
  }
}
