import type { Family, Proposal } from '../family.ts'
import { insertAfter, removal } from '../statement-text.ts'

/** Cases of a `switch` that fall through, or do not. */
export const changeCase: Family = {
  kinds: ['add-break', 'drop-break'],
  tiers: [1],
  *propose({ statement: { node } }, context): Iterable<Proposal> {
    if (node.type !== 'SwitchStatement') return
    for (const [index, { consequent }] of node.cases.entries()) {
      const last = consequent.at(-1)
      if (!last || index === node.cases.length - 1) continue
      if (last.type === 'BreakStatement') yield { kind: 'drop-break', cost: 3, changes: [removal(last, context)] }
      else if (!/^(Return|Throw|Continue)Statement$/.test(last.type)) yield { kind: 'add-break', cost: 1.2, changes: [insertAfter(last, 'break', context)] }
    }
  },
}
