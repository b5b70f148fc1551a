import type { AnyNode } from 'acorn'
import { jumps, loopAround, nodesIn } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { gapsAt } from '../gaps.ts'
import { remembered } from '../remembered.ts'
import { siblingsOf } from '../statement-text.ts'
import { valueNames } from '../vocabulary.ts'

/**
 * A neighbour once more, with one name and one constant by another: where two cases are alike, the lost one is known
 * from the one that is left.
 */
export const copyChanged: Family = {
  kinds: ['copy-changed'],
  tiers: [5],
  *propose(part, context): Iterable<Proposal> {
    const { node } = part.statement
    const siblings = siblingsOf(node, context)
    if (!siblings) return
    const neighbours = siblings.list.slice(Math.max(0, siblings.index - 2), siblings.index + 3).filter((other) => other.end - other.start <= 160 && /^(Expression|If|Return|Throw)Statement$/.test(other.type) && (!jumps(other) || loopAround(node, context) !== null))
    for (const gap of gapsAt(part, context)) {
      if (gap.where !== 'before' && gap.where !== 'after') continue
      for (const neighbour of neighbours) for (const text of variants(neighbour, context)) yield { kind: 'copy-changed', cost: 4.8, changes: [gap.put(text)] }
    }
  },
}

const variants = remembered((node: AnyNode, context): string[] => {
  const names = renamings(node, context)
  const constants = restatings(node, context)
  const made = [...names.map((change) => change(context.text(node))), ...constants.map((change) => change(context.text(node)))]
  for (const rename of names) for (const restate of constants) made.push(restate(rename(context.text(node))))
  return [...new Set(made)].slice(0, 60)
})

type Rewrite = (text: string) => string

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function renamings(node: AnyNode, context: Context): Rewrite[] {
  const part = context.outline.parts.find(({ statement }) => statement.node === node)
  if (!part) return []
  const own = new Set<string>()
  for (const inner of nodesIn(node)) if (inner.type === 'Identifier' && context.outline.names.has(inner)) own.add(inner.name)
  const values = valueNames(part, context).filter(({ scope }) => scope.fn !== null)
  return values.filter(({ name }) => own.has(name)).flatMap((name) =>
    values.filter((other) => other !== name && !own.has(other.name) && (context.typesOfName(other) & context.typesOfName(name)) !== 0).slice(0, 3)
      .map((other): Rewrite => (text) => text.replace(new RegExp(`(?<![.\\w$'"])${escaped(name.name)}(?![\\w$'"])`, 'g'), () => other.name))).slice(0, 10)
}

/** Another text or number of the function in place of one of the statement's own. */
function restatings(node: AnyNode, context: Context): Rewrite[] {
  const literalsIn = (outer: AnyNode): string[] => [...new Set([...nodesIn(outer)].flatMap((inner) => (inner.type === 'Literal' && (typeof inner.value === 'string' || typeof inner.value === 'number') ? [inner.raw ?? ''] : [])))]
  const own = literalsIn(node)
  const around = literalsIn(context.functionAround(node) ?? context.file.ast)
  return own.flatMap((from) => around.filter((to) => to !== from && /^\d/.test(to) === /^\d/.test(from)).slice(0, 5).map((to): Rewrite => (text) => text.replace(from, () => to))).slice(0, 10)
}
