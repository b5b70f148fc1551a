import type { AnyNode } from 'acorn'
import { isLoop, jumps, loopAround, nodesIn } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { gapsAt } from '../gaps.ts'
import { namesIn } from '../ingredients.ts'
import type { Part } from '../outline.ts'
import { remembered } from '../remembered.ts'
import { valueNames } from '../vocabulary.ts'

/** A statement that stands elsewhere in the file, here too; what it names is renamed to what there is here. */
export const copyStatement: Family = {
  kinds: ['copy-statement'],
  tiers: [4, 5],
  *propose(part, context, tier): Iterable<Proposal> {
    const { node } = part.statement
    const [inLoop, inFunction] = [isLoop(node) || loopAround(node, context) !== null, context.functionAround(node) !== null]
    const copied = donorsFor(part, context).filter((donor) => (inLoop || !jumps(donor.node)) && (inFunction || donor.node.type !== 'ReturnStatement')).slice(0, tier === 4 ? 6 : 16)
    for (const gap of gapsAt(part, context)) {
      for (const { texts } of copied) for (const text of texts) yield { kind: 'copy-statement', cost: 4.4, changes: [gap.put(text)] }
    }
  },
}

interface Donor { node: AnyNode; texts: string[] }

const donorsFor = remembered((part: Part, context): Donor[] => {
  const { node } = part.statement
  const visible = context.namesFor(part)
  return context.outline.parts
    .filter(({ statement }) => statement.place !== 'head' && statement.place !== 'expression' && isSmall(statement.node))
    .sort((a, b) => Math.abs(a.statement.start - node.start) - Math.abs(b.statement.start - node.start))
    .slice(0, 24)
    .map(({ statement }) => ({ node: statement.node, texts: renamed(statement.node, new Set(visible.map(({ name }) => name)), part, context) }))
    .filter(({ texts }) => texts.length > 0)
})

const isSmall = (node: AnyNode): boolean => node.end - node.start <= 120 && node.type !== 'VariableDeclaration'

const isNear = (node: AnyNode, { statement }: Part): boolean => Math.abs(node.start - statement.start) < 200

/** For what is done to one of two: the same with one name by another of its types throughout. */
function variants(node: AnyNode, part: Part, context: Context): string[] {
  const own = new Set(namesIn(node, context))
  return valueNames(part, context).filter(({ name, kind }) => own.has(name) && kind !== 'import').flatMap((name) => {
    const others = valueNames(part, context).filter((other) => other !== name && !own.has(other.name) && other.scope.fn === name.scope.fn && (context.typesOfName(other) & context.typesOfName(name)) !== 0).slice(0, 3)
    return others.map((other) => context.text(node).replace(new RegExp(`(?<![.\\w$])${name.name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'), other.name))
  }).slice(0, 8)
}

/** The statement's text with names that are there; where some are not, with those that could stand for them. */
function renamed(node: AnyNode, visible: ReadonlySet<string>, part: Part, context: Context): string[] {
  const lacking = [...namesIn(node, context)].filter((name) => !visible.has(name))
  const text = context.text(node)
  if (lacking.length === 0) return [text, ...(isNear(node, part) ? variants(node, part, context) : [])]
  const [only] = lacking
  if (lacking.length > 1 || only === undefined) return []
  const places = [...nodesIn(node)].filter((inner) => inner.type === 'Identifier' && inner.name === only && context.outline.names.has(inner))
  const [place] = places
  const types = place ? context.typesOf(place) : 0
  const others = valueNames(part, context).filter((name) => (context.typesOfName(name) & types) !== 0).slice(0, 3)
  return others.map(({ name }) => {
    let result = ''
    let from = node.start
    for (const { start, end } of places) {
      const parent = context.parent(places[0] as AnyNode)
      result += context.text({ start: from, end: start }) + (parent?.type === 'Property' && parent.shorthand ? `${only}: ${name}` : name)
      from = end
    }
    return result + context.text({ start: from, end: node.end })
  })
}
