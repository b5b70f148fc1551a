import type { AnyNode } from 'acorn'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Site } from '../outline.ts'
import { removal } from '../statement-text.ts'
import { isByZero } from './drop-part.ts'
import { isIntruder } from './drop-statement.ts'

/** What looks as if it had been put there by mistake, away at all its places at once: where there are two, one of them alone mends nothing. */
export const clearEverywhere: Family = {
  kinds: ['drop-intruder', 'drop-operand-everywhere', 'drop-negation-everywhere'],
  tiers: [1],
  *propose(_, context): Iterable<Proposal> {
    // Of the whole file, whichever of its statements comes first.
    if (asked.has(context)) return
    asked.add(context)
    const { parts } = context.outline
    const intruders = parts.flatMap(({ statement: { node, place } }) => (place !== 'head' && place !== 'expression' && isIntruder(node, context) ? [node] : []))
    if (intruders.length > 1) yield { kind: 'drop-intruder', cost: 2.2, changes: intruders.map((node) => removal(node, context)) }
    const sites = parts.flatMap((part) => part.sites.filter(({ role }) => role === 'value'))
    yield* together('drop-operand-everywhere', sites, ({ node }) => (isByZero(node) ? node.left : null), context)
    yield* together('drop-negation-everywhere', sites, ({ node }) => (node.type === 'UnaryExpression' && node.operator === '!' && /^(?:Binary|Logical)Expression$/.test(node.argument.type) ? node.argument : null), context)
  },
}

const asked = new WeakSet<Context>()

/** Of each of the sites that has one, its inner part alone. */
function* together(kind: string, sites: readonly Site[], innerOf: (site: Site) => AnyNode | null, context: Context): Iterable<Proposal> {
  const changes = sites.flatMap((site) => {
    const inner = innerOf(site)
    return inner === null ? [] : [context.put(site, context.piece(inner))]
  })
  if (changes.length > 1) yield { kind, cost: 1.2, changes }
}
