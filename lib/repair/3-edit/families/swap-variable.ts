import type { Name } from '../../scopes.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Part, Site } from '../outline.ts'
import { anything, fn } from '../value-types.ts'

/** Another variable of the same scope and use: the likeliest first, the rest in the second tier. */
export const swapVariable: Family = {
  kinds: ['swap-variable'],
  tiers: [1, 2],
  *propose(part, context, tier): Iterable<Proposal> {
    for (const site of part.sites) {
      if (site.node.type !== 'Identifier' || site.node.name === 'undefined') continue
      const others = othersFor(site, part, context)
      for (const [rank, other] of (tier === 1 ? others.slice(0, 4) : others.slice(0, 14)).entries()) {
        yield { kind: 'swap-variable', cost: 1.4 + rank * 0.15, changes: [context.put(site, { text: other.name, precedence: 20 })] }
      }
    }
  },
}

/** Names that could stand there instead, likeliest first. */
function othersFor(site: Site, part: Part, context: Context): Name[] {
  const { node, role, parent } = site
  if (node.type !== 'Identifier') return []
  const own = context.outline.names.get(node)
  const wanted = context.typesAt(site)
  const isStep = parent.type === 'UpdateExpression' || parent.type === 'AssignmentExpression'
  const wantsFunction = role === 'callee' || (own !== undefined && isDeclaredFunction(own))
  const fits = (name: Name): boolean => {
    if (name === own || name.name === node.name) return false
    if (role === 'target') return isStep ? name.isMutable : name.kind !== 'import'
    if (wantsFunction) return (context.typesOfName(name) & fn) !== 0
    return !isDeclaredFunction(name) && (wanted === anything || (context.typesOfName(name) & wanted) !== 0)
  }
  return context.namesAt(site)
    .filter(fits)
    .map((name) => ({ name, score: own ? likeness(name, own, part, context) : similarity(name.name, node.name) }))
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name)
}

const isDeclaredFunction = ({ kind }: Name): boolean => kind === 'function' || kind === 'class'

function likeness(name: Name, own: Name, part: Part, context: Context): number {
  let score = name.scope.fn === part.scope.fn ? 3 : name.scope.fn === null ? 0 : 1
  if (name.kind === own.kind) score += 1
  if (name.scope === own.scope) score += 1
  if (context.typesOfName(name) === context.typesOfName(own)) score += 2
  if ((name.name.length === 1 && own.name.length === 1) || similarity(name.name, own.name) > 0.5) score += 1
  // What is declared and never read is missing somewhere.
  if (name.reads.length === 0) score += 3
  return score
}

/** 0 to 1: how many of the letters two names share. */
function similarity(one: string, other: string): number {
  const left = [...other]
  let shared = 0
  for (const letter of one) {
    const at = left.indexOf(letter)
    if (at === -1) continue
    left.splice(at, 1)
    shared += 1
  }
  return shared / Math.max(one.length, other.length)
}
