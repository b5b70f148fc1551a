import type { AnyNode } from 'acorn'
import { jumps, loopAround } from '../../tree.ts'
import type { Context } from '../context.ts'
import { counterpartsOf } from '../counterparts.ts'
import type { Family, Proposal } from '../family.ts'
import { gapsAt } from '../gaps.ts'
import { siblingsOf } from '../statement-text.ts'

/** How far a neighbour may be, and how long. */
const reach = { places: 2, chars: 160 }
/**
 * The counterpart of a neighbour: what was said of `from` and 'withdraw' with `-=`, of `to` and 'deposit' with `+=`. Where
 * one of two is lost, it is known from the one that is left.
 */
export const mirrorStatement: Family = {
  kinds: ['mirror-statement'],
  tiers: [3],
  *propose(part, context): Iterable<Proposal> {
    const { node } = part.statement
    const siblings = siblingsOf(node, context)
    if (!siblings) return
    yield* branches(node, context)
    const near = siblings.list.slice(Math.max(0, siblings.index - reach.places), siblings.index + reach.places + 1)
    const inLoop = loopAround(node, context) !== null
    for (const gap of gapsAt(part, context)) {
      if (gap.where === 'else') {
        if (node.type === 'IfStatement') for (const text of counterpartsOf(node, context)) yield { kind: 'mirror-statement', cost: 3, changes: [gap.put(text)] }
        continue
      }
      const donors = gap.where === 'inside' ? near.filter((other) => other !== node).flatMap(bodyOf) : near
      for (const donor of donors) {
        if (donor.end - donor.start > reach.chars || !/^(Expression|If|Return)Statement$/.test(donor.type) || (jumps(donor) && !inLoop)) continue
        for (const text of counterpartsOf(donor, context)) yield { kind: 'mirror-statement', cost: 3.2, changes: [gap.put(text)] }
      }
    }
  },
}

/** The counterpart of a branch as one branch more, before the last `else`. */
function* branches(node: AnyNode, context: Context): Iterable<Proposal> {
  if (node.type !== 'IfStatement' || !node.alternate || node.alternate.type === 'IfStatement') return
  const branch: AnyNode = { ...node, alternate: null, end: node.consequent.end }
  const { start } = node.alternate
  for (const text of counterpartsOf(branch, context)) yield { kind: 'mirror-statement', cost: 3, changes: [{ start, end: start, text: `${text}${/[;}]$/.test(text) ? '' : ';'} else ` }] }
}

/** The one statement of a branch or a loop. */
function bodyOf(node: AnyNode): AnyNode[] {
  const body = node.type === 'IfStatement' ? node.consequent : 'body' in node ? (node.body as AnyNode) : null
  if (body?.type !== 'BlockStatement') return body ? [body] : []
  const [only, ...more] = body.body
  return only && more.length === 0 ? [only] : []
}
