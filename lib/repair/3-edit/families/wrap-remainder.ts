import type { Family, Proposal } from '../family.ts'
import { multiplicative } from '../precedence.ts'

/** `a % b` is negative where `a` is; `(a % b + b) % b` never is. What passes only with it is hardly right without it. */
export const wrapRemainder: Family = {
  kinds: ['wrap-remainder'],
  tiers: [1],
  *propose({ sites }, context): Iterable<Proposal> {
    for (const site of sites) {
      const { node, role } = site
      if (role !== 'value' || node.type !== 'BinaryExpression' || node.operator !== '%') continue
      const divisor = context.fit(context.piece(node.right), multiplicative + 1)
      yield { kind: 'wrap-remainder', cost: 1.2, changes: [context.put(site, { text: `((${context.text(node)}) + ${divisor}) % ${divisor}`, precedence: multiplicative })] }
    }
  },
}
