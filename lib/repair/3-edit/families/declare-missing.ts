import type { Edit } from '../../edit.ts'
import type { Context } from '../context.ts'
import { declareMissing as waysToDeclare } from '../declarations/declare-missing.ts'
import type { Family, Proposal } from '../family.ts'
import type { Outline } from '../outline.ts'
import { remembered } from '../remembered.ts'

/** How many come with the slips; the rest come with what is missing. */
const first = 150

/**
 * A name that is used and declared nowhere: a field that lost its `this`, or what the whole file has to offer for it.
 * Those are asked for once, whichever of its statements comes first.
 */
export const declareMissing: Family = {
  kinds: ['add-this', 'declare-name', 'rename-name', 'spell-keyword'],
  tiers: [1, 2, 4],
  *propose(part, context, tier): Iterable<Proposal> {
    const sites = part.sites.filter(({ node }) => node.type === 'Identifier' && !context.outline.names.has(node) && !(node.name in globalThis) && !/^(undefined|arguments|require|module|exports|__dirname|__filename)$/.test(node.name))
    if (sites.length === 0) return
    if (tier === 1) {
      if (part.scope.thisFn) for (const site of sites) if (site.node.type === 'Identifier') yield { kind: 'add-this', cost: 1.2, changes: [context.put(site, { text: `this.${site.node.name}`, precedence: 18 })] }
      return
    }
    const asked = askedIn(context.outline, context)
    if (asked.has(tier)) return
    asked.add(tier)
    const ways = waysIn(context.outline, context)
    for (const { kind, changes, cost } of tier === 2 ? ways.slice(0, first) : ways.slice(first)) yield { kind, changes, cost }
  },
}

const askedIn = remembered((_: Outline): Set<number> => new Set())

const waysIn = remembered(({ file }: Outline, { focus }: Context): Edit[] => [...waysToDeclare(file, { constants: focus.constants, wanted: [] })])
