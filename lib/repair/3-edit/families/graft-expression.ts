import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { type Ingredient, ingredientsOf, usableAt } from '../ingredients.ts'
import type { Site } from '../outline.ts'

/** An expression from elsewhere in the file in place of another: what is needed is often there already. */
export const graftExpression: Family = {
  kinds: ['graft-expression'],
  tiers: [3, 5],
  *propose({ sites }, context, tier): Iterable<Proposal> {
    for (const site of sites) {
      if (site.role !== 'value' || site.node.type === 'ThisExpression' || site.node.type === 'Super' || site.parent.type === 'ExpressionStatement' || site.node.end - site.node.start > 120) continue
      for (const { text, precedence } of graftsFor(site, context, tier === 3 ? 10 : 40)) yield { kind: 'graft-expression', cost: tier === 3 ? 3 : 4, changes: [context.put(site, { text, precedence })] }
    }
  },
}

/** Nearest first, each text once. */
function graftsFor(site: Site, context: Context, most: number): Ingredient[] {
  const { node } = site
  const wanted = context.typesAt(site)
  const can = usableAt({ scope: site.scope, start: node.start }, context)
  const own = context.text(node)
  const seen = new Set([own])
  const all = ingredientsOf(context)
  // They are in order: go outwards from here, alternating.
  let after = all.findIndex((ingredient) => ingredient.node.start >= node.start)
  if (after === -1) after = all.length
  let before = after - 1
  const chosen: Ingredient[] = []
  while (chosen.length < most && (before >= 0 || after < all.length)) {
    const [left, right] = [all[before], all[after]]
    const next = !right || (left && node.start - left.node.start < right.node.start - node.start) ? left : right
    if (next === left) before -= 1
    else after += 1
    if (!next || seen.has(next.text) || (next.types & wanted) === 0 || next.node === node) continue
    if (next.node.type === 'Literal' && node.type === 'Literal') continue
    seen.add(next.text)
    if (can(next)) chosen.push(next)
  }
  return chosen
}
