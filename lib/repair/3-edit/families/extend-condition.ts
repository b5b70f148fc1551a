import type { Context, Piece } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { ingredientsOf, usableAt } from '../ingredients.ts'
import type { Part, Site } from '../outline.ts'
import { logicalAnd, logicalOr } from '../precedence.ts'
import { boolean } from '../value-types.ts'
import { wordsFor } from '../vocabulary.ts'

/** A condition that lacks a part: `a` → `a && b`, `a || b`; or that is another one altogether. */
export const extendCondition: Family = {
  kinds: ['add-conjunct', 'add-disjunct', 'replace-condition'],
  tiers: [4, 5, 6],
  *propose(part, context, tier): Iterable<Proposal> {
    for (const site of part.sites) {
      if (!isCondition(site, context)) continue
      const own = context.text(site.node)
      const others = conditionsFor(site, part, context)
      const [from, to] = tier === 4 ? [0, 24] : tier === 5 ? [24, 80] : [80, 240]
      for (const other of others.slice(from, to)) {
        if (other.text === own) continue
        const cost = tier === 4 ? 3.9 : tier === 5 ? 4.7 : 5.5
        for (const [kind, operator, precedence] of [['add-conjunct', '&&', logicalAnd], ['add-disjunct', '||', logicalOr]] as const) {
          const [left, right] = [context.fit(context.piece(site.node), precedence), context.fit(other, precedence)]
          if (site.node.type === 'Literal') continue
          // What looks into something is asked behind what may tell that it is there; what looks at names alone, before.
          if (looksInside(other.text)) yield { kind, cost, changes: [context.put(site, { text: `${left} ${operator} ${right}`, precedence })] }
          if (!looksInside(other.text) || /\.length|\.has\(|\.size/.test(other.text)) yield { kind, cost, changes: [context.put(site, { text: `${right} ${operator} ${left}`, precedence })] }
        }
        yield { kind: 'replace-condition', cost: cost + 0.6, changes: [context.put(site, other)] }
      }
    }
  },
}

const looksInside = (text: string): boolean => /[.[(]/.test(text)

function isCondition({ node, parent, key, role }: Site, context: Context): boolean {
  if (role !== 'value' || node.end - node.start > 160) return false
  if (key === 'test' && parent.type !== 'SwitchCase') return true
  if (parent.type === 'LogicalExpression' && parent.operator !== '??') return key === 'right' || context.typesOf(node) === boolean
  return context.typesOf(node) === boolean && (parent.type === 'ReturnStatement' || parent.type === 'ArrowFunctionExpression' || parent.type === 'VariableDeclarator' || parent.type === 'AssignmentExpression')
}

/** Conditions that the file asks elsewhere and that can be asked here, nearest first. */
export function conditionsNear({ scope, node: { start } }: { scope: Site['scope']; node: { start: number } }, context: Context): Piece[] {
  const can = usableAt({ scope, start }, context)
  return ingredientsOf(context)
    .filter((ingredient) => ingredient.types === boolean && ingredient.node.type !== 'Literal' && ingredient.text.length < 60 && can(ingredient))
    .sort((a, b) => Math.abs(a.node.start - start) - Math.abs(b.node.start - start))
}

/** Conditions of the file first, nearest first; then those that the names here can make. */
function conditionsFor(site: Site, part: Part, context: Context): Piece[] {
  const nearest = conditionsNear(site, context)
  const seen = new Set<string>()
  const unique = (piece: Piece): boolean => !seen.has(piece.text) && seen.add(piece.text).size > 0
  const fromFile = nearest.filter(unique)
  const made = wordsFor(part, context).conditions.filter(unique)
  // Either list alone would starve the other.
  return [...fromFile.slice(0, 8), ...made.slice(0, 24), ...fromFile.slice(8, 30), ...made.slice(24)]
}
